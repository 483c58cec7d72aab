import { parseSignInLink, type Me, type TokenPair } from '../../shared/session.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import type { ServerClock } from './clock.ts'
import type { SignInResult } from './contract.ts'
import { failureOf, isSignedOut, NO_LINK, problemOf, SignedOut } from './failure.ts'
import type { OpenServer, ServerLine } from './server.ts'
import type { KeptSession, Store } from './store.ts'

/** Whose token it is lies beside it: it is never used for anybody else. */
type KeptAccess = { access: string; accessUntil: string; person: string }
const ACCESS = 'access'
const RENEW_BEFORE_MS = 60_000

export type Credentials = { line: ServerLine; access: string }

export type Session = {
  /** Who is signed in; null: nobody. */
  me(): Promise<Me | null>
  server(): Promise<string | null>
  /** The server and a token with at least a minute left, other than `refused`. Throws `SignedOut`, or why renewing it failed. */
  credentials(refused?: string): Promise<Credentials>
  signIn(link: string): Promise<SignInResult>
  signOut(): Promise<void>
  /** Grows with each sign-in and sign-out: an answer to an earlier person's question is dropped. */
  era(): number
}

export type SessionParts = {
  browser: WorkerBrowser
  store: Store
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
  serverClock,
  openServer,
  onSignedIn,
  onSignedOut,
}: SessionParts): Session => {
  let era = 0
  let renewing: Promise<Credentials> | null = null
  let open: { server: string; line: ServerLine } | null = null

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

  const keepAccess = (pair: TokenPair, me: Me | null): Promise<void> =>
    browser.session.set(ACCESS, {
      access: pair.access,
      accessUntil: pair.accessUntil,
      person: me?.person.id ?? '',
    } satisfies KeptAccess)

  const rotate = async (): Promise<Credentials> => {
    const kept = await store.session()
    if (!kept?.refresh) throw new SignedOut()
    const line = lineTo(kept.server)
    const pair = await line.client.auth.refresh.mutate({ refresh: kept.refresh }).catch(async (error: unknown) => {
      if (!isSignedOut(failureOf(error))) throw error
      await leave(kept)
      throw new SignedOut()
    })
    if (!(await store.replaceRefresh(kept.refresh, pair.refresh))) throw new SignedOut()
    await keepAccess(pair, kept.me)
    return { line, access: pair.access }
  }

  /** Everything of this person goes, but the acts that wait for them: those are sent when they are back. */
  const leave = async (kept: KeptSession): Promise<void> => {
    if (!kept.refresh || !(await store.replaceRefresh(kept.refresh, null))) return
    era += 1
    await browser.session.remove(ACCESS)
    await store.forgetAnswers()
    open?.line.close()
    open = null
    await onSignedOut()
  }

  const session: Session = {
    me: async () => (await store.session())?.me ?? null,
    server: async () => (await store.session())?.server ?? null,
    credentials: async (refused) => {
      const kept = await store.session()
      if (!kept?.refresh) throw new SignedOut()
      const held = (await browser.session.get(ACCESS)) as KeptAccess | undefined
      const isGood =
        held !== undefined &&
        held.person === kept.me?.person.id &&
        held.access !== refused &&
        Date.parse(held.accessUntil) - serverClock.nowMs() > RENEW_BEFORE_MS
      if (isGood) return { line: lineTo(kept.server), access: held.access }
      return (renewing ??= rotate().finally(() => (renewing = null)))
    },
    signIn: async (link) => {
      const parsed = parseSignInLink(link)
      if (parsed === null) return { ok: false, problem: NO_LINK }
      const line = openServer(parsed.server, () => Promise.reject(new SignedOut()))
      try {
        const device = await browser.deviceName()
        const { tokens, me } = await line.client.auth.redeem.mutate({ token: parsed.token, device })
        await session.signOut()
        era += 1
        await store.keepSession({ server: parsed.server, refresh: tokens.refresh, me })
        await keepAccess(tokens, me)
      } catch (error) {
        return { ok: false, problem: problemOf(failureOf(error)) }
      } finally {
        line.close()
      }
      await onSignedIn()
      return { ok: true }
    },
    signOut: async () => {
      const kept = await store.session()
      if (!kept?.refresh) return
      const held = (await browser.session.get(ACCESS)) as KeptAccess | undefined
      const { client } = lineTo(kept.server)
      // Signing out here never waits for the server; there the session ends as soon as it hears of it.
      if (held) void client.auth.signOut.mutate(undefined, { context: { access: held.access } }).catch(() => undefined)
      await leave(kept)
    },
    era: () => era,
  }
  return session
}
