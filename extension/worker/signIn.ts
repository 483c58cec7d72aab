import { parseSignInLink, signInPage, type Me, type TokenPair } from '../../shared/session.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import type { Clock } from './clock.ts'
import type { Pairing, SignInResult } from './contract.ts'
import { failureOf, problemOf, SignedOut } from './failure.ts'
import type { OpenServer } from './server.ts'
import { codeIn } from './signInAnswer.ts'
import { NO_LINK, NO_PAIRING, PAIRING_OVER, WINDOW_CLOSED, WINDOW_FAILED } from './signInProblems.ts'
import type { PendingSignIn, Store } from './store.ts'
import { challengeOf, newSecret } from './pkce.ts'

/** What is begun and not ended is kept for so long. A code's five minutes begin when it is shown, of which only the server knows. */
const PENDING_MS: Record<PendingSignIn['way'], number> = { window: 5 * 60_000, code: 10 * 60_000 }

/** The one way in: consent on the server's own page, and its code traded for a session by whoever holds the verifier. */
export type SignIn = {
  /** Shows the sign-in page in a window and waits for its answer. The same press again goes on where it was. */
  inWindow(link: string, key: string): Promise<SignInResult>
  /** Shows the page in a tab; it then shows a code, to be typed in here while the server takes it. */
  startPairing(link: string): Promise<SignInResult>
  pair(code: string, key: string): Promise<SignInResult>
  /** The pairing that waits for its code. */
  pairing(): Promise<Pairing | null>
  stopPairing(): Promise<void>
  /** Trades what an earlier life of the worker had got and not traded; forgets what was never ended. Never throws. */
  goOn(): Promise<void>
}

/** Makes a session of what the server gave, unless this press has made it before. */
export type Begin = (server: string, given: { tokens: TokenPair; me: Me }, key: string) => Promise<void>

export type SignInParts = {
  browser: WorkerBrowser
  store: Store
  clock: Clock
  openServer: OpenServer
  begin: Begin
  /** The pairing that is shown has changed. */
  onPairing: () => void
}

export const createSignIn = ({ browser, store, clock, openServer, begin, onPairing }: SignInParts): SignIn => {
  /** What waits, unless its time is over. */
  const pending = async (way: PendingSignIn['way']): Promise<PendingSignIn | null> => {
    const kept = await store.pendingSignIn()
    return kept?.way === way && Math.abs(clock.nowMs() - kept.startedAtMs) < PENDING_MS[way] ? kept : null
  }

  /** Begins with a verifier of its own, or begins again with the one of the same link: the server knows a consent by it. */
  const beginning = async (link: string, way: PendingSignIn['way']): Promise<PendingSignIn | null> => {
    const parsed = parseSignInLink(link)
    if (parsed === null) return null
    const { server, token } = parsed
    const kept = await pending(way)
    const isSame = kept !== null && kept.server === server && kept.token === token
    const one = isSame ? kept : { server, token, way, verifier: newSecret(), state: newSecret() }
    const begun = { ...one, startedAtMs: clock.nowMs() }
    await store.keepPendingSignIn(begun)
    return begun
  }

  const addressOf = async ({ server, token, verifier, state }: PendingSignIn, redirect: string | null) =>
    signInPage(
      { server, token },
      { challenge: await challengeOf(verifier), state, redirect, device: await browser.deviceName() },
    )

  /** The server answers the same trade alike for a minute: it is made again as often as it takes. Throws the call's error. */
  const trade = async ({ server, token, verifier }: PendingSignIn, code: string, key: string): Promise<void> => {
    const line = openServer(server, () => Promise.reject(new SignedOut()))
    try {
      const workspace = token.slice(0, token.indexOf('.'))
      const given = await line.client.auth.exchange.mutate({ workspace, verifier, code })
      await begin(server, given, key)
    } finally {
      line.close()
    }
  }

  const traded = async (one: PendingSignIn, code: string, key: string): Promise<SignInResult> => {
    try {
      await trade(one, code, key)
      return { ok: true }
    } catch (error) {
      return { ok: false, problem: problemOf(failureOf(error)) }
    }
  }

  const hasBegun = async (key: string): Promise<boolean> => {
    const session = await store.session()
    return session?.key === key && session.refresh !== null
  }

  return {
    inWindow: async (link, key) => {
      if (await hasBegun(key)) return { ok: true }
      const one = await beginning(link, 'window')
      if (one === null) return { ok: false, problem: NO_LINK }
      let { code } = one
      if (code === undefined) {
        const redirect = browser.identity.redirectUrl()
        if (redirect === null) return { ok: false, problem: WINDOW_FAILED }
        const shown = await browser.identity.launch(await addressOf(one, redirect))
        if (shown.kind === 'closed') return { ok: false, problem: WINDOW_CLOSED }
        if (shown.kind === 'failed') return { ok: false, problem: WINDOW_FAILED }
        const answer = codeIn(shown.address, redirect, one.state)
        if ('problem' in answer) return { ok: false, problem: answer.problem }
        code = answer.code
        await store.keepPendingSignIn({ ...one, code, key })
      }
      const result = await traded(one, code, key)
      // A code that the server does not take is never taken later.
      if (!result.ok && result.problem.status < 500) await store.forgetPendingSignIn()
      return result
    },
    startPairing: async (link) => {
      const one = await beginning(link, 'code')
      if (one === null) return { ok: false, problem: NO_LINK }
      await browser.tabs.open(await addressOf(one, null))
      onPairing()
      return { ok: true }
    },
    pair: async (code, key) => {
      if (await hasBegun(key)) return { ok: true }
      const one = await pending('code')
      if (one === null) return { ok: false, problem: NO_PAIRING }
      const result = await traded(one, code, key)
      if (!result.ok && PAIRING_OVER.includes(result.problem.type)) await store.forgetPendingSignIn()
      onPairing()
      return result
    },
    pairing: async () => {
      const one = await pending('code')
      return one && { server: one.server }
    },
    stopPairing: async () => {
      await store.forgetPendingSignIn()
      onPairing()
    },
    goOn: async () => {
      const kept = await store.pendingSignIn()
      if (kept === undefined) return
      const one = (await pending('window')) ?? (await pending('code'))
      if (one === null) return store.forgetPendingSignIn()
      if (one.code === undefined || one.key === undefined || one.way === 'code') return
      await traded(one, one.code, one.key)
    },
  }
}
