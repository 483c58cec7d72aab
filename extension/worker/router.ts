import { initTRPC } from '@trpc/server'
import * as z from 'zod/mini'
import { aboutOf } from './about.ts'
import { parsePress, type ActName, type Pressed } from './acts.ts'
import type {
  ActResult,
  CrmAccess,
  QueueState,
  SentState,
  SessionState,
  SidebarState,
  SignInResult,
  Topic,
} from './contract.ts'
import { failureOf, problemOf, SignedOut } from './failure.ts'
import type { Home, PageAt } from './home.ts'
import { ActProblem, type Press } from './outbox.ts'
import { RelayProblem, type Relay } from './relay.ts'

/** What the router asks of the worker. */
export type WorkerParts = {
  sidebar: {
    /** `handoffId`: this one of the record's handoffs, not the one that matters most. */
    state(tabId: number | null, handoffId?: string): Promise<SidebarState>
    fold(folded: boolean): Promise<void>
    resize(tabId: number, heightPx: number): Promise<void>
  }
  home: Pick<Home, 'heard' | 'isHome'>
  acts: { press(press: Press, page: PageAt): Promise<ActResult>; seen(about: string): Promise<void> }
  queue: { state(): Promise<QueueState>; open(url: string): Promise<void> }
  sent: { state(): Promise<SentState> }
  session: {
    state(): Promise<SessionState>
    signIn(link: string, key: string): Promise<SignInResult>
    startPairing(link: string): Promise<SignInResult>
    pair(code: string, key: string): Promise<SignInResult>
    stopPairing(): Promise<void>
    signOut(): Promise<void>
    signOutEverywhere(): Promise<SignInResult>
    openOptions(): Promise<void>
  }
  crm: { list(): Promise<CrmAccess[]>; refresh(): Promise<void>; enabled(connectionId: string): Promise<void> }
  changes(tabId: number | null, signal: AbortSignal): AsyncGenerator<Topic>
  /** For pages that no web page can embed. */
  server: Relay
}

/**
 * `page`: who asks, and whether it is one that may ask the server. `tabId`: the tab that the page is in, by the browser's word.
 * `key` names the press, over restarts of the worker.
 */
export type PortContext = {
  worker: WorkerParts
  page: PageAt
  mayAskServer: boolean
  tabId: number | null
  key: string
}

const t = initTRPC.context<PortContext>().create({
  isServer: false,
  allowOutsideOfServer: true,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { code: shape.data.code, problem: problemBehind(error.cause) },
  }),
})

const problemBehind = (cause: unknown) => {
  if (cause instanceof ActProblem || cause instanceof RelayProblem) return cause.problem
  return cause instanceof SignedOut ? problemOf(failureOf(cause)) : null
}

const pressing = <A extends ActName>(act: A) =>
  t.procedure.input(parsePress(act)).mutation(({ ctx, input }) => {
    const pressed = { act, input } as unknown as Pressed
    return ctx.worker.acts.press({ ...pressed, about: aboutOf(pressed.input), key: ctx.key }, ctx.page)
  })

/** What a page asks the worker. Errors carry `data.problem`, null when there is nothing to tell but that it failed. */
export const workerRouter = t.router({
  sidebar: t.router({
    state: t.procedure
      .input(z.optional(z.object({ handoffId: z.optional(z.string()) })))
      .query(({ ctx, input }) => ctx.worker.sidebar.state(ctx.tabId, input?.handoffId)),
    fold: t.procedure
      .input(z.object({ folded: z.boolean() }))
      .mutation(({ ctx, input }) => ctx.worker.sidebar.fold(input.folded)),
    size: t.procedure.input(z.object({ heightPx: z.number() })).mutation(async ({ ctx, input }) => {
      if (ctx.tabId !== null) await ctx.worker.sidebar.resize(ctx.tabId, input.heightPx)
    }),
    /** A window of the page said this, which may be the word of the content script. */
    heard: t.procedure
      .input(z.object({ word: z.uuid() }))
      .mutation(({ ctx, input }) => ctx.worker.home.heard(ctx.page, input.word)),
  }),
  acts: t.router({
    accept: pressing('accept'),
    decline: pressing('decline'),
    logTouch: pressing('logTouch'),
    ask: pressing('ask'),
    giveContext: pressing('giveContext'),
    recall: pressing('recall'),
    reassign: pressing('reassign'),
    close: pressing('close'),
    reopen: pressing('reopen'),
    decideApproval: pressing('decideApproval'),
    tellEvidence: pressing('tellEvidence'),
    handOff: pressing('handOff'),
    /** The refusal of a kept act was read. */
    seen: t.procedure
      .input(z.object({ about: z.string() }))
      .mutation(({ ctx, input }) => ctx.worker.acts.seen(input.about)),
  }),
  queue: t.router({
    state: t.procedure.query(({ ctx }) => ctx.worker.queue.state()),
    /** Shows a record of a connected CRM: the tab that has it already, or a new one. */
    open: t.procedure.input(z.object({ url: z.url() })).mutation(({ ctx, input }) => ctx.worker.queue.open(input.url)),
  }),
  sent: t.router({ state: t.procedure.query(({ ctx }) => ctx.worker.sent.state()) }),
  session: t.router({
    state: t.procedure.query(({ ctx }) => ctx.worker.session.state()),
    signIn: t.procedure
      .input(z.object({ link: z.string() }))
      .mutation(({ ctx, input }) => ctx.worker.session.signIn(input.link, ctx.key)),
    /** Where there is no sign-in window: a tab shows the page, and the page a code. */
    startPairing: t.procedure
      .input(z.object({ link: z.string() }))
      .mutation(({ ctx, input }) => ctx.worker.session.startPairing(input.link)),
    pair: t.procedure
      .input(z.object({ code: z.string().check(z.maxLength(200)) }))
      .mutation(({ ctx, input }) => ctx.worker.session.pair(input.code, ctx.key)),
    stopPairing: t.procedure.mutation(({ ctx }) => ctx.worker.session.stopPairing()),
    signOut: t.procedure.mutation(({ ctx }) => ctx.worker.session.signOut()),
    /** On every device of this person; not ok when the server could not be told. */
    signOutEverywhere: t.procedure.mutation(({ ctx }) => ctx.worker.session.signOutEverywhere()),
    openOptions: t.procedure.mutation(({ ctx }) => ctx.worker.session.openOptions()),
  }),
  crm: t.router({
    list: t.procedure.query(({ ctx }) => ctx.worker.crm.list()),
    /** Asks the server again which there are. */
    refresh: t.procedure.mutation(({ ctx }) => ctx.worker.crm.refresh()),
    /** The page was granted the connection's host. */
    enabled: t.procedure
      .input(z.object({ connectionId: z.string() }))
      .mutation(({ ctx, input }) => ctx.worker.crm.enabled(input.connectionId)),
  }),
  changes: t.procedure.subscription(async function* ({ ctx, signal }) {
    yield* ctx.worker.changes(ctx.tabId, signal ?? new AbortController().signal)
  }),
})
export type WorkerRouter = typeof workerRouter
