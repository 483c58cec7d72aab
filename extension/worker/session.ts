import type { Me, TokenPair } from '../../shared/session.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import { accountOf } from './account.ts'
import type { Clock, ServerClock } from './clock.ts'
import { failureOf, isSignedOut, SignedOut } from './failure.ts'
import type { OpenServer, ServerLine } from './server.ts'
import type { Begin } from './signIn.ts'
import type { Store } from './store.ts'

/** Whose token it is lies beside it: it is never used for anybody else. */
type KeptAccess = { access: string; accessUntil: string; account: string }
const ACCESS = 'access'
const RENEW_BEFORE_MS = 60_000

export type Credentials = { line: ServerLine; access: string; account: string }

export type Session = {
  /** Who is signed in; null: nobody. */
  me(): Promise<Me | null>
  /** Names this person at this server: what is kept for one is never another's. Null: nobody is signed in. */
  account(): Promise<string | null>
  server(): Promise<string | null>
  /** The server and a token with at least a minute left, other than `refused`. Throws `SignedOut`, or why renewing it failed. */
  credentials(refused?: string): Promise<Credentials>
  /** Puts a new session in the place of the one that there is. */
  begin: Begin
  signOut(): Promise<void>
  /** Grows with each sign-in and sign-out: an answer to an earlier person's question is dropped. */
  era(): number
}

export type SessionParts = {
  browser: WorkerBrowser
  store: Store
  clock: Clock
  serverClock: ServerClock
  openServer: OpenServer
  onSignedIn: () => Promise<void>
  onSignedOut: () => Promise<void>
}

/**
 * The session. The refresh token lies in our own IndexedDB and is replaced only when the next pair has arrived, so a worker that
 * is stopped in between asks again with the same one, which the server answers alike for a minute. The access token lies in memory
 * that only our own pages can read.
 */
export const createSession = ({
  browser,
  store,
  clock,
  serverClock,
  openServer,
  onSignedIn,
  onSignedOut,
}: SessionParts): Session => {
  let era = 0
  let renewing: Promise<Credentials> | null = null
  let open: { server: string; line: ServerLine } | null = null
  let beginning: Promise<void> = Promise.resolve()

  const lineTo = (server: string): ServerLine => {
    if (open?.server === server) return open.line
    open?.line.close()
    const line: ServerLine = openServer(server, async () => {
      const credentials = await session.credentials()
      if (credentials.line !== line) throw new SignedOut()
      return credentials.access
    })
    open = { server, line }
    return line
  }

  const keepAccess = ({ access, accessUntil }: TokenPair, account: string): Promise<void> =>
    browser.session.set(ACCESS, { access, accessUntil, account } satisfies KeptAccess)

  /** The session that there is. */
  const current = async () => {
    const kept = await store.session()
    if (!kept?.refresh || kept.me === null) throw new SignedOut()
    return { server: kept.server, refresh: kept.refresh, account: accountOf(kept.server, kept.me) }
  }

  const rotate = async (): Promise<Credentials> => {
    const { server, refresh, account } = await current()
    const line = lineTo(server)
    const pair = await line.client.auth.refresh.mutate({ refresh }).catch(async (error: unknown) => {
      if (!isSignedOut(failureOf(error))) throw error
      if (await store.loseSession(refresh)) await leave()
      throw new SignedOut()
    })
    if (!(await store.replaceRefresh(refresh, pair.refresh))) throw new SignedOut()
    await keepAccess(pair, account)
    return { line, access: pair.access, account }
  }

  /** Once for all who ask; what was begun for an earlier person is joined by nobody. */
  const renew = (): Promise<Credentials> => {
    if (renewing !== null) return renewing
    const mine = rotate().finally(() => {
      if (renewing === mine) renewing = null
    })
    return (renewing = mine)
  }

  const begin: Begin = async (server, { tokens, me }, key) => {
    const kept = await store.session()
    if (kept?.key === key && kept.refresh !== null) return
    await session.signOut()
    era += 1
    await store.keepSession({ server, refresh: tokens.refresh, me, key })
    await keepAccess(tokens, accountOf(server, me))
    await onSignedIn()
  }

  /** The session is gone from the store; here goes the rest of it. */
  const leave = async (): Promise<void> => {
    era += 1
    renewing = null
    await browser.session.remove(ACCESS)
    open?.line.close()
    open = null
    await onSignedOut()
  }

  const session: Session = {
    me: async () => (await store.session())?.me ?? null,
    account: async () => {
      const kept = await store.session()
      return kept?.me ? accountOf(kept.server, kept.me) : null
    },
    server: async () => (await store.session())?.server ?? null,
    credentials: async (refused) => {
      const { server, account } = await current()
      const held = (await browser.session.get(ACCESS)) as KeptAccess | undefined
      const isGood =
        held !== undefined &&
        held.account === account &&
        held.access !== refused &&
        Date.parse(held.accessUntil) - serverClock.nowMs() > RENEW_BEFORE_MS
      if (isGood) return { line: lineTo(server), access: held.access, account }
      return renew()
    },
    // One after another: a press that was sent again must not end the session that it has begun already.
    begin: (...given) => (beginning = beginning.catch(() => undefined).then(() => begin(...given))),
    signOut: async () => {
      // Whoever signs out is signed out here at once; the server is told as soon as it can be.
      if (await store.endSession(clock.nowMs())) await leave()
    },
    era: () => era,
  }
  return session
}
