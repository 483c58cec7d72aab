import { getUntypedClient } from '@trpc/client'
import * as z from 'zod/mini'
import { ActAnswer } from '../../shared/act.ts'
import { problem, type Problem } from '../../shared/problem.ts'
import { parseAct, type ActName } from './acts.ts'
import type { Ask } from './ask.ts'
import type { Clock, ServerClock } from './clock.ts'
import type { ActResult, RefusedAct } from './contract.ts'
import { failureOf, isPassing, isSignedOut, SignedOut, type Failure } from './failure.ts'
import type { Session } from './session.ts'
import type { Store, WaitingAct } from './store.ts'

/** The server will never take this act, and said why. */
export class ActProblem extends Error {
  override readonly name = 'ActProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** One press on the handoff or record that it is `about`. `key` names it, so that the same press told twice is one act. */
export type Press = { act: ActName; about: string; key: string; input: Record<string, unknown> }

export type Outbox = {
  /** Keeps the press, then sends it. Answers `queued` when it has to wait. Throws `SignedOut` or `ActProblem`. */
  press(press: Press): Promise<ActResult>
  /** Sends what waits, in order; several calls at once are one. `now`: without minding the back-off. */
  flush(now?: boolean): Promise<void>
  /** Acts of whoever is signed in that were tried and still wait. */
  waiting(): Promise<WaitingAct[]>
}

export type OutboxParts = {
  store: Store
  session: Session
  ask: Ask
  clock: Clock
  serverClock: ServerClock
  /** An act was answered; what it changed is to be read again. Never throws. */
  onSettled: (act: WaitingAct) => Promise<void>
  /** An act has to wait. */
  onKept: () => void
}

const LONGEST_WAIT_MS = 5 * 60_000

/** Acts leave the outbox only after the server's answer: a worker stopped at any point sends them again under the same key. */
export const createOutbox = ({ store, session, ask, clock, serverClock, onSettled, onKept }: OutboxParts): Outbox => {
  const pressing = new Map<number, ((result: ActResult | ActProblem) => void)[]>()
  let flushing: Promise<void> | null = null
  let isAskedAgain = false
  let notBeforeMs = 0
  let failures = 0
  let cancelRetry = (): void => {}

  const takeListeners = (act: WaitingAct) => {
    const listeners = pressing.get(act.seq) ?? []
    pressing.delete(act.seq)
    return listeners
  }

  const tellQueued = (act: WaitingAct): void => {
    for (const listener of takeListeners(act)) listener({ outcome: 'queued' })
  }

  const settle = async (act: WaitingAct, answer: ActAnswer | ActProblem): Promise<void> => {
    const refused = !(answer instanceof ActProblem) && answer.outcome === 'done' ? null : refusedAct(act, answer)
    const listeners = takeListeners(act)
    // Whoever waits at the button hears it there; else it is kept until somebody looks.
    const isHeard = refused === null || listeners.length > 0
    await store.settleAct(act.seq, isHeard ? undefined : { ...refused, account: act.account })
    // The button hears it once the new state is known; the acts behind it do not wait for that.
    void onSettled(act).finally(() => listeners.forEach((listener) => listener(answer)))
  }

  const postpone = (): void => {
    const waitMs = Math.min(2_000 * 2 ** failures, LONGEST_WAIT_MS)
    failures += 1
    notBeforeMs = clock.nowMs() + waitMs
    cancelRetry()
    cancelRetry = clock.after(waitMs, () => void flush(true))
  }

  /** Sends one act. `stop`: nothing else can be sent now; `skip`: later acts about the same wait behind it. */
  const send = async (act: WaitingAct): Promise<'sent' | 'skip' | 'stop'> => {
    const call = callOf(act)
    if (call instanceof ActProblem) {
      await settle(act, call)
      return 'sent'
    }
    let failure: Failure
    try {
      const answer = await ask(call, act.account)
      await settle(act, answer)
      return 'sent'
    } catch (error) {
      failure = failureOf(error)
    }
    if (failure.kind === 'problem' && !isPassing(failure) && !isSignedOut(failure)) {
      await settle(act, notFoundOr(failure.problem))
      return 'sent'
    }
    await store.countTry(act.seq)
    tellQueued(act)
    onKept()
    return failure.kind === 'problem' && failure.problem.status === 500 ? 'skip' : 'stop'
  }

  const run = async (): Promise<void> => {
    const account = await session.account()
    if (account === null) return
    const blocked = new Set<string>()
    let isStopped = false
    for (const act of await store.acts(account)) {
      if (isStopped || blocked.has(act.about)) {
        tellQueued(act)
        continue
      }
      const sent = await send(act)
      if (sent !== 'sent') blocked.add(act.about)
      isStopped = sent === 'stop'
    }
    if (isStopped || blocked.size > 0) return postpone()
    failures = 0
    notBeforeMs = 0
  }

  const flush = (now = false): Promise<void> => {
    // A clock that was set back must not hold acts for longer than the back-off itself.
    const isHeld = clock.nowMs() < notBeforeMs && notBeforeMs - clock.nowMs() <= LONGEST_WAIT_MS
    if (flushing === null && isHeld && !now) return Promise.resolve()
    if (flushing !== null && now) isAskedAgain = true
    return (flushing ??= runAll().finally(() => (flushing = null)))
  }

  const runAll = async (): Promise<void> => {
    do {
      isAskedAgain = false
      await run()
    } while (isAskedAgain)
  }

  return {
    flush,
    waiting: async () => {
      const account = await session.account()
      return account === null ? [] : (await store.acts(account)).filter(({ attempts }) => attempts > 0)
    },
    press: async ({ act: name, about, key, input }) => {
      const account = await session.account()
      if (account === null) throw new SignedOut()
      await store.forgetRefused(account, about)
      const pressedAt = new Date(serverClock.nowMs()).toISOString()
      const act = await store.addAct({ key, account, act: name, about, pressedAt, input })
      const result = new Promise<ActResult | ActProblem>((resolve) =>
        pressing.set(act.seq, [...(pressing.get(act.seq) ?? []), resolve]),
      )
      await flush(true)
      // Left over when the act was settled just before this press joined it, or the session ended.
      tellQueued(act)
      const answer = await result
      if (answer instanceof ActProblem) throw answer
      return answer
    },
  }
}

type Call = (...args: Parameters<Parameters<Ask>[0]>) => Promise<ActAnswer>

/** How this act is sent. An act that lay here over an update may be none that this version can send any more. */
const callOf = ({ act, input, key, pressedAt }: WaitingAct): Call | ActProblem => {
  const parsed = parseAct(act, { ...input, key, pressedAt })
  if (parsed.success) {
    // Each act is a procedure of its own name; which one it is shows here only.
    return async (server, options) =>
      z.parse(ActAnswer, await getUntypedClient(server).mutation(`handoffs.${act}`, parsed.data, options))
  }
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), detail: message }))
  return new ActProblem(problem('invalid-field', 'What was kept can no longer be sent. Do it again.', errors))
}

const notFoundOr = (told: Problem): ActAnswer | ActProblem =>
  told.status === 404 ? { outcome: 'refused', refusal: 'not_found' } : new ActProblem(told)

const refusedAct = (
  { about, act, pressedAt }: WaitingAct,
  answer: Exclude<ActAnswer, { outcome: 'done' }> | ActProblem,
): RefusedAct => {
  if (answer instanceof ActProblem) return { about, act, pressedAt, refusal: null, problem: answer.problem }
  const { outcome: _, ...refused } = answer
  return { about, act, pressedAt, ...refused }
}
