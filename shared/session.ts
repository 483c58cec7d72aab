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
