import { randomBytes } from 'node:crypto'
import { exchangeCode, type Exchanged } from '../../server/actions/exchangeCode.ts'
import type { Environment } from '../../server/actions/environment.ts'
import { allowSignIn } from '../../server/actions/signIn.ts'
import { hashOf } from '../../server/secrets.ts'
import { CHROME_ID } from '../../shared/extensionId.ts'
import type { AllowAnswer, AllowInput } from '../../shared/consent.ts'
import type { Problem } from '../../shared/problem.ts'
import { clientOf } from './lives.ts'

export const OUR_REDIRECT = `https://${CHROME_ID}.chromiumapp.org/`

/** A verifier that nobody else has, and its challenge. */
export const newVerifier = (): { verifier: string; challenge: string } => {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: hashOf(verifier) }
}

export const workspaceIn = (token: string): string => token.slice(0, token.indexOf('.'))

/** Consent and exchange in one, without a server. Throws why not. */
export const redeem = async (env: Environment, token: string): Promise<Exchanged> => {
  const { verifier, challenge } = newVerifier()
  const allowed = await allowSignIn(env, { token, challenge, state: 'state', device: 'test', redirect: null })
  if ('trouble' in allowed) throw new Error(allowed.trouble)
  const done = await exchangeCode(env, { workspace: workspaceIn(token), verifier, code: allowed.code })
  if ('trouble' in done) throw new Error(done.trouble)
  return done
}

/** What the page asks over HTTP. */
export const post = async <T>(url: string, path: 'look' | 'allow', body: unknown): Promise<T | Problem> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/authorize/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as T | Problem
}

/** Somebody opens the page of their link and presses «Allow». */
export const allow = (
  url: string,
  token: string,
  challenge: string,
  more: Partial<AllowInput> = {},
): Promise<AllowAnswer | Problem> =>
  post<AllowAnswer>(url, 'allow', {
    token,
    challenge,
    state: 'a state',
    device: 'test',
    redirect: OUR_REDIRECT,
    ...more,
  })

/** The code that an answer carries, in its redirect or to be typed in. Throws when it is a problem. */
export const codeIn = (answer: AllowAnswer | Problem): string => {
  if ('code' in answer) return answer.code
  if (!('redirect' in answer)) throw new Error(answer.type)
  return new URL(answer.redirect).searchParams.get('code') ?? ''
}

/** The whole way over HTTP: page, code, session. */
export const signInOver = async (url: string, token: string, { verifier, challenge } = newVerifier()) => {
  const code = codeIn(await allow(url, token, challenge))
  return clientOf(url).auth.exchange.mutate({ workspace: workspaceIn(token), verifier, code })
}
