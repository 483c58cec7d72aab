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

/** What a sign-in link holds. `crms`: origins, asked for together with the server's; public, and good for nothing else. */
export type SignInLink = { server: string; token: string; crms: string[] }

/**
 * A sign-in link is `{server}/link#{token}`, with `?crm={origin}` for each CRM of the workspace: the part after # is never sent by
 * a browser, so no log can hold it.
 */
export const signInLink = ({ server, token, crms }: SignInLink): string => {
  const query = new URLSearchParams(crms.map((address) => ['crm', new URL(address).origin]))
  return `${server}/link${query.size === 0 ? '' : `?${query}`}#${token}`
}

/** Null: this is no sign-in link. The token names its workspace: `{workspace}.{secret}`. */
export const parseSignInLink = (link: string): SignInLink | null => {
  const url = URL.parse(link.trim())
  const token = url?.hash.slice(1) ?? ''
  if (url === null || !isHttp(url) || url.pathname !== '/link' || !/^[a-z0-9-]{1,60}\.[\w-]{20,}$/.test(token))
    return null
  const crms = url.searchParams.getAll('crm').flatMap((address) => {
    const crm = URL.parse(address)
    return crm !== null && isHttp(crm) ? [crm.origin] : []
  })
  return { server: url.origin, token, crms: [...new Set(crms)] }
}

const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:'

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
