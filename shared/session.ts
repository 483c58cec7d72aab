import * as z from 'zod/mini'

export const Role = z.enum(['rep', 'manager', 'revops', 'admin'])
export type Role = z.infer<typeof Role>

/** An access token lives 15 minutes, a refresh token 30 days; a refresh gives a new pair. Times are ISO 8601. */
export const TokenPair = z.object({
  access: z.string(),
  accessUntil: z.string(),
  refresh: z.string(),
  refreshUntil: z.string(),
})
export type TokenPair = z.infer<typeof TokenPair>

export const Me = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: Role,
    /** Its name. */ team: z.nullable(z.string()),
  }),
  workspace: z.object({ id: z.string(), name: z.string() }),
})
export type Me = z.infer<typeof Me>

/** A sign-in link is `{server}/link#{token}`: the part after # is never sent by a browser, so no log can hold it. */
export const parseSignInLink = (link: string): { server: string; token: string } | null => {
  if (!URL.canParse(link.trim())) return null
  const url = new URL(link.trim())
  const token = url.hash.slice(1)
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:'
  return isHttp && url.pathname === '/link' && token.length >= 20 ? { server: url.origin, token } : null
}

/** An extension's address for the answer of the sign-in page: `identity.getRedirectURL()` of Chrome, Edge or Firefox. */
export const isExtensionRedirect = (address: string): boolean =>
  /^https:\/\/[a-z0-9-]{20,64}\.(?:chromiumapp\.org|extensions\.allizom\.org)\/$/.test(address)

/** What the extension asks the sign-in page: OAuth's authorisation code with PKCE (RFC 6749, RFC 7636), S256 always. */
export type SignInRequest = {
  /** Base64url of the SHA-256 of a verifier that never leaves the extension. */
  challenge: string
  state: string
  /** Null: the page shows a pairing code, to be typed into the extension. */
  redirect: string | null
  /** Such as «Chrome on Linux». */
  device: string
}

/** The sign-in page's address. The link's token stays behind the #: no request and no log holds it. */
export const signInPage = (link: { server: string; token: string }, request: SignInRequest): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    state: request.state,
    device: request.device,
    ...(request.redirect === null ? {} : { redirect_uri: request.redirect }),
  })
  return `${link.server}/authorize?${query}#${link.token}`
}

/** Trades a code for a session. The same again within a minute gives the same session: an answer may get lost. */
export const ExchangeInput = z.strictObject({
  workspace: z.string().check(z.minLength(1), z.maxLength(100)),
  verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
  /** From the redirect, or as typed: case, spaces and hyphens do not matter. */
  code: z.string().check(z.minLength(1), z.maxLength(200)),
})
export type ExchangeInput = z.infer<typeof ExchangeInput>
