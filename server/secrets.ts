import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret: enough to recognise it, useless to whoever reads the database. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const derive = (key: string, ...parts: string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest('base64url')

/** Compares two hashes in a time that tells nothing of where they differ. */
export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Secrets name their workspace, so that it can be entered before they are looked up: `{workspace}.{secret}`. */
export const inWorkspaceForm = (workspace: string, secret: string): string => `${workspace}.${secret}`

export const workspaceOf = (token: string): string | null => {
  const dot = token.indexOf('.')
  const workspace = token.slice(0, Math.max(0, dot))
  return isWorkspaceId(workspace) ? workspace : null
}

export const isWorkspaceId = (id: string): boolean => /^[a-z0-9-]{1,60}$/.test(id)
