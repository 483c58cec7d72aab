import type { RecordRef, RecordType } from '../../shared/record.ts'
import type { PlaceRef } from '../crm/registry.ts'
import type { Clock } from './clock.ts'
import type { Store } from './store.ts'

/** What the places of a CRM show, as the server told it; kept over tabs and restarts, until another person signs in. */
export type Places = {
  /** The record, when it is known what its place shows. Else nothing, and the server is asked; `onAnswer` tells of it. */
  recordAt(found: PlaceRef): Promise<RecordRef | null>
  /** Whether some place could not be asked for; from now on it may be asked for again at once. */
  takeFailed(): boolean
}

export type PlacesParts = {
  store: Store
  clock: Clock
  /** Grows when another person signs in: what was known to the earlier one is dropped. */
  era: () => number
  /** The server's answer; null: nothing that Baton knows. */
  fetch: (connectionId: string, place: string) => Promise<RecordType | null>
  /** It is known what a place shows, for the first time or anew. */
  onAnswer: () => void
}

type Known = { type: RecordType | null; atMs: number }

const PLACES = 'places'
/** An administrator may give a path to another page. What is older is still shown, and asked for again. */
const FRESH_MS = 24 * 60 * 60_000
const COOL_DOWN_MS = 3_000
/** A page can have any address: it must not fill the disk. The latest are kept. */
export const PLACES_KEPT = 100

export const createPlaces = ({ store, clock, era, fetch, onAnswer }: PlacesParts): Places => {
  let held: { era: number; known: Promise<Map<string, Known>> } | null = null
  const asking = new Set<string>()
  const failedAtMs = new Map<string, number>()

  /** Read once a life. */
  const all = (): Promise<Map<string, Known>> => {
    if (held?.era !== era()) held = { era: era(), known: load() }
    return held.known
  }

  const load = async (): Promise<Map<string, Known>> =>
    new Map(((await store.answer(PLACES))?.value as [string, Known][] | undefined) ?? [])

  const isWithin = (ms: number, atMs: number | undefined): boolean =>
    atMs !== undefined && Math.abs(clock.nowMs() - atMs) < ms

  const ask = async (key: string, { connection, place }: PlaceRef): Promise<void> => {
    const eraThen = era()
    const slot = `${eraThen} ${key}`
    if (asking.has(slot) || isWithin(COOL_DOWN_MS, failedAtMs.get(key))) return
    asking.add(slot)
    try {
      const type = await fetch(connection.id, place)
      const known = await all()
      if (era() !== eraThen) return
      failedAtMs.delete(key)
      const isNews = known.get(key)?.type !== type
      known.delete(key)
      known.set(key, { type, atMs: clock.nowMs() })
      for (const oldest of [...known.keys()].slice(0, -PLACES_KEPT)) known.delete(oldest)
      await store.keepAnswer({ key: PLACES, value: [...known], asOfMs: clock.nowMs(), aheadMs: 0 })
      if (isNews) onAnswer()
    } catch {
      if (era() === eraThen) failedAtMs.set(key, clock.nowMs())
    } finally {
      asking.delete(slot)
    }
  }

  return {
    recordAt: async (found) => {
      const { connection, place, id } = found
      // Another address may be another Odoo: what its places show is asked for anew.
      const key = JSON.stringify([connection.id, connection.baseUrl, place])
      const known = (await all()).get(key)
      if (!isWithin(FRESH_MS, known?.atMs)) void ask(key, found)
      return known?.type ? { connection: connection.id, type: known.type, id } : null
    },
    takeFailed: () => {
      const isSome = failedAtMs.size > 0
      failedAtMs.clear()
      return isSome
    },
  }
}
