import type { Clock, ServerClock } from './clock.ts'
import { failureOf, type Failure } from './failure.ts'
import type { Store } from './store.ts'

/** `fresh`: nothing is known to have changed since it was answered. `checking`: the server is being asked. */
export type Known<T> = { value: T; asOf: string; fresh: boolean; checking: boolean }

/** Answers of the server, the last known one first. */
export type Lookup<T> = {
  /** The kept answer at once, while a newer one is fetched; waits for the server only when nothing is kept. */
  get(key: string): Promise<Known<T> | { failure: Failure }>
  /** Asks the server now, also when the kept answer is fresh; never throws. */
  refresh(key: string): Promise<void>
  /** Something changed: the next `get` asks again. Without a key, for all. */
  stale(key?: string): void
}

export type LookupParts<T> = {
  store: Store
  clock: Clock
  serverClock: ServerClock
  /** The server's answer. */
  fetch: (key: string) => Promise<T>
  handoffIdOf?: (value: T) => string | undefined
  /** Whether changes are told as they happen; else an answer is fresh for a few seconds only. */
  isLive: () => boolean
  /** Grows when another person signs in: what was asked before is dropped. */
  era: () => number
  /** The server answered or failed after somebody was told that it is being asked. */
  onAnswer: (key: string) => void
}

const FRESH_UNWATCHED_MS = 10_000
const COOL_DOWN_MS = 3_000
/** Whoever was told of a failure asks what it was: that is not another try. */
const TOLD_MS = 1_000

export const createLookup = <T>({
  store,
  clock,
  serverClock,
  fetch,
  handoffIdOf,
  isLive,
  era,
  onAnswer,
}: LookupParts<T>): Lookup<T> => {
  const freshAtMs = new Map<string, number>()
  const failedAtMs = new Map<string, number>()
  const failures = new Map<string, Failure>()
  const fetching = new Map<string, Promise<T>>()
  const changedMeanwhile = new Set<string>()
  const promised = new Set<string>()

  const isFresh = (key: string): boolean => {
    const atMs = freshAtMs.get(key)
    return atMs !== undefined && (isLive() || Math.abs(clock.nowMs() - atMs) < FRESH_UNWATCHED_MS)
  }

  const failedWithin = (ms: number, key: string): boolean =>
    Math.abs(clock.nowMs() - (failedAtMs.get(key) ?? -Infinity)) < ms

  const load = async (key: string): Promise<T> => {
    const eraThen = era()
    for (;;) {
      changedMeanwhile.delete(key)
      const value = await fetch(key)
      if (era() !== eraThen) throw new Error('another person is signed in by now')
      const asOfMs = clock.nowMs()
      await store.keepAnswer({
        key,
        value,
        asOfMs,
        aheadMs: serverClock.aheadMs(),
        ...withHandoff(handoffIdOf?.(value)),
      })
      if (changedMeanwhile.delete(key)) continue
      freshAtMs.set(key, asOfMs)
      failedAtMs.delete(key)
      return value
    }
  }

  const isFetching = (key: string): boolean => fetching.has(slotOf(key))
  // Whoever signs in next never joins what was asked for another.
  const slotOf = (key: string): string => `${era()} ${key}`

  const underWayKeys = (): string[] => [...fetching.keys()].map((slot) => slot.slice(slot.indexOf(' ') + 1))

  const start = (key: string): Promise<T> => {
    const slot = slotOf(key)
    const underWay = fetching.get(slot)
    if (underWay !== undefined) return underWay
    const loading = load(key)
      .catch((error: unknown) => {
        failedAtMs.set(key, clock.nowMs())
        failures.set(key, failureOf(error))
        throw error
      })
      .finally(() => {
        fetching.delete(slot)
        if (promised.delete(key)) onAnswer(key)
      })
    fetching.set(slot, loading)
    return loading
  }

  return {
    get: async (key) => {
      const kept = await store.answer(key)
      if (kept === undefined) {
        const failure = failures.get(key)
        if (failure !== undefined && failedWithin(TOLD_MS, key)) return { failure }
        try {
          const value = await start(key)
          return { value, asOf: new Date(clock.nowMs()).toISOString(), fresh: true, checking: false }
        } catch (error) {
          return { failure: failureOf(error) }
        }
      }
      const fresh = isFresh(key)
      if (!fresh && !failedWithin(COOL_DOWN_MS, key)) start(key).catch(() => undefined)
      const checking = !fresh && isFetching(key)
      if (checking) promised.add(key)
      serverClock.recall(kept.aheadMs)
      return { value: kept.value as T, asOf: new Date(kept.asOfMs).toISOString(), fresh, checking }
    },
    refresh: async (key) => {
      freshAtMs.delete(key)
      if (isFetching(key)) changedMeanwhile.add(key)
      await start(key).catch(() => undefined)
    },
    stale: (key) => {
      for (const one of key === undefined ? [...freshAtMs.keys(), ...underWayKeys()] : [key]) {
        freshAtMs.delete(one)
        failedAtMs.delete(one)
        if (isFetching(one)) changedMeanwhile.add(one)
      }
      if (key === undefined) failedAtMs.clear()
    },
  }
}

// Rows without a handoff stay out of its index.
const withHandoff = (handoffId: string | undefined) => (handoffId === undefined ? {} : { handoffId })
