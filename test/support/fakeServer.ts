import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '../../server/api/router.ts'
import type { ServerLine } from '../../extension/worker/server.ts'
import type { ActAnswer } from '../../shared/act.ts'
import type { Change, HandoffView } from '../../shared/handoff.ts'
import type { Queue, Sent } from '../../shared/queue.ts'
import { problem, type Problem, type ProblemType } from '../../shared/problem.ts'
import { recordKey, type Connection, type RecordRef, type RecordType } from '../../shared/record.ts'
import type { Me, TokenPair } from '../../shared/session.ts'
import { FakeConsent } from './fakeConsent.ts'
import { me, queue, sent } from './queueViews.ts'

const ACCESS_MS = 15 * 60_000
const REFRESH_AGAIN_MS = 60_000

type Call = { path: string; input: Record<string, unknown>; access: string | undefined }
type Act = { handoffId?: string; record?: RecordRef; key: string; pressedAt: string }
type Watcher = { next: (event: unknown) => void; fail: (error: Error) => void }

/** A server in memory, with its own clock: it holds one person's session, rotates tokens and takes each act's key once. */
export class FakeServer {
  readonly nowMs: () => number
  /** Part of its tokens: no two servers give the same ones. */
  readonly name: string
  isDown = false
  /** Answers every call but those that sign in or stay so with this problem. */
  failing: ProblemType | null = null
  /** What an act is answered, by default that it is done. */
  answerTo: (path: string, act: Act) => ActAnswer = () => ({ outcome: 'done' })
  connections: Connection[] = [{ id: 'demo', kind: 'demo', name: 'Demo CRM', baseUrl: 'https://crm.example' }]
  /** What the places of every connection show. */
  places: Record<string, RecordType> = {}
  queue: Queue = queue({ mine: [] })
  sent: Sent = sent({ rows: [], weeks: [] })
  readonly calls: Call[] = []
  readonly handoffs = new Map<string, HandoffView>()
  /** Beside those: the other ones of their records, by their ids. */
  readonly others = new Map<string, HandoffView>()
  /** Acts that changed something, in order: each key once. */
  readonly done: { path: string; act: Act }[] = []
  /** Answers to this path are ready but stay on their way until `release`. */
  holding: string | null = null
  rotations = 0
  isEnded = false
  /** Who signs in here. */
  me: Me = me()
  readonly consent: FakeConsent
  /** Answers of procedures that only pages ask, by path. */
  readonly pages: Record<string, (input: Record<string, unknown>) => unknown> = {}
  readonly #given = new Map<string, TokenPair>()
  readonly #answers = new Map<string, ActAnswer>()
  #held: { deliver: () => void; fail: () => void }[] = []
  readonly #watchers = new Set<Watcher>()
  #access = { token: '', untilMs: 0 }
  #refresh = ''
  /** Refresh tokens of the session, used ones among them. */
  #family = new Set<string>()
  #last: { refresh: string; pair: TokenPair; atMs: number } | null = null

  constructor(nowMs: () => number, name = 'baton.example') {
    this.nowMs = nowMs
    this.name = name
    this.consent = new FakeConsent(nowMs)
  }

  put = (handoff: HandoffView): unknown => this.handoffs.set(recordKey(handoff.record), handoff)

  tell(change: Change): void {
    for (const { next } of this.#watchers) next({ kind: 'change', change })
  }

  /** The line breaks; the client notices. */
  cut(): void {
    for (const { fail } of this.#watchers) fail(new Error('the connection was lost'))
    this.#watchers.clear()
  }

  get held(): number {
    return this.#held.length
  }

  release(): void {
    this.holding = null
    for (const { deliver } of this.#held.splice(0)) deliver()
  }

  /** What is on its way gets lost. */
  fail(): void {
    this.holding = null
    for (const { fail } of this.#held.splice(0)) fail()
  }

  expireAccess(): void {
    this.#access = { ...this.#access, untilMs: 0 }
  }

  count = (path: string): number => this.calls.filter((call) => call.path === path).length

  line(): ServerLine {
    return { client: createTRPCClient<AppRouter>({ links: [this.#link()] }), close: () => {} }
  }

  #link(): TRPCLink<AppRouter> {
    return () =>
      ({ op }) =>
        observable((observer) => {
          const fail = (error: unknown): void => observer.error(asClientError(error))
          if (op.type === 'subscription') {
            if (this.isDown) return fail(new Error('fetch failed'))
            const watcher: Watcher = { fail, next: (data) => observer.next({ result: { type: 'data', data } }) }
            this.#watchers.add(watcher)
            observer.next({ result: { type: 'started' } })
            watcher.next({ kind: 'ready' })
            return () => this.#watchers.delete(watcher)
          }
          const input = (op.input ?? {}) as Record<string, unknown>
          const access = typeof op.context.access === 'string' ? op.context.access : undefined
          this.calls.push({ path: op.path, input, access })
          // As over a network: never at once.
          setImmediate(() => {
            const deliver = this.#delivery(op.path, input, access, fail, (data) => {
              observer.next({ result: { type: 'data', data } })
              observer.complete()
            })
            if (this.holding === op.path) this.#held.push({ deliver, fail: () => fail(new Error('fetch failed')) })
            else deliver()
          })
        })
  }

  /** The answer as it is now, to be delivered now or later. */
  #delivery(
    path: string,
    input: Record<string, unknown>,
    access: string | undefined,
    fail: (error: unknown) => void,
    next: (data: unknown) => void,
  ): () => void {
    try {
      const data: unknown = structuredClone(this.#answer(path, input, access))
      return () => next(data)
    } catch (error) {
      return () => fail(error)
    }
  }

  #answer(path: string, input: Record<string, unknown>, access: string | undefined): unknown {
    if (this.isDown) throw new Error('fetch failed')
    if (path === 'auth.exchange') return this.#exchange(input)
    if (path === 'auth.refresh') return this.#rotate(String(input.refresh))
    if (path === 'auth.signOut') return this.#end(String(input.refresh))
    if (this.isEnded || access !== this.#access.token || this.nowMs() >= this.#access.untilMs)
      throw refused('signed-out')
    if (this.failing !== null) throw refused(this.failing)
    const now = new Date(this.nowMs()).toISOString()
    const forPage = this.pages[path]
    if (forPage !== undefined) return forPage(input)
    switch (path) {
      case 'me':
        return this.me
      case 'auth.signOutEverywhere':
        return void (this.isEnded = true)
      case 'connections.list':
        return this.connections
      case 'connections.typeAt':
        return { type: this.places[String(input.place)] ?? null }
      case 'queue.mine':
        return { ...this.queue, now }
      case 'queue.sent':
        return { ...this.sent, now }
      case 'handoffs.forRecord':
        return {
          now,
          handoff: this.handoffs.get(recordKey(input.record as RecordRef)) ?? null,
          others: [],
          choices: [],
          gates: [],
        }
      case 'handoffs.one':
        return { now, handoff: this.others.get(String(input.id)) ?? null, others: [], choices: [], gates: [] }
      default:
        return this.#act(path, input as Act)
    }
  }

  /** A session begins; the same trade again answers the same tokens. */
  #exchange(input: Record<string, unknown>): { tokens: TokenPair; me: Me } {
    if (this.failing !== null) throw refused(this.failing)
    const { isAgain, seed } = this.consent.exchange(input)
    const known = this.#given.get(seed)
    if (isAgain && known !== undefined) return { tokens: known, me: this.me }
    this.#family = new Set()
    const tokens = this.#issue()
    this.#given.set(seed, tokens)
    return { tokens, me: this.me }
  }

  #act(path: string, act: Act): ActAnswer {
    const known = this.#answers.get(act.key)
    if (known !== undefined) return known
    const answer = this.answerTo(path, act)
    this.#answers.set(act.key, answer)
    if (answer.outcome === 'done') this.done.push({ path, act })
    return answer
  }

  #end(refresh: string): void {
    if (this.failing !== null) throw refused(this.failing)
    if (this.#family.has(refresh)) this.isEnded = true
  }

  #rotate(refresh: string): TokenPair {
    if (this.isEnded) throw refused('signed-out')
    const isAgain = this.#last?.refresh === refresh && this.nowMs() - this.#last.atMs < REFRESH_AGAIN_MS
    if (isAgain) return this.#last!.pair
    if (refresh !== this.#refresh) {
      // A used token shows that somebody else has it: the whole family ends.
      this.isEnded = true
      throw refused('signed-out')
    }
    const pair = this.#issue()
    this.#last = { refresh, pair, atMs: this.nowMs() }
    return pair
  }

  #issue(): TokenPair {
    this.rotations += 1
    this.isEnded = false
    this.#access = { token: `access-${this.rotations}-${this.name}`, untilMs: this.nowMs() + ACCESS_MS }
    this.#refresh = `refresh-${this.rotations}-${this.name}`
    this.#family.add(this.#refresh)
    return {
      access: this.#access.token,
      accessUntil: new Date(this.#access.untilMs).toISOString(),
      refresh: this.#refresh,
      refreshUntil: new Date(this.nowMs() + 30 * 24 * 60 * 60_000).toISOString(),
    }
  }
}

const refused = (type: ProblemType): Problem => problem(type)

const asClientError = (error: unknown): TRPCClientError<AppRouter> => {
  if (error instanceof Error) return TRPCClientError.from(error)
  const told = error as Problem
  const data = { code: 'BAD_REQUEST', httpStatus: told.status, problem: told } as const
  return TRPCClientError.from({ error: { message: told.title, code: -32600, data } })
}
