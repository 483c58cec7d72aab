import type { AllowInput, LinkView } from '../../shared/consent.ts'
import { derive, hashOf, inWorkspaceForm, workspaceOf } from '../secrets.ts'
import { putGrant } from '../store/grants.ts'
import { findLink, insertLink, type Link } from '../store/links.ts'
import { findPerson, type Person } from '../store/people.ts'
import type { Tx } from '../store/transaction.ts'
import type { LinkKind } from '../store/workspaceTables.ts'
import { findWorkspace, record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { newPairingCode, plainCode } from './pairingCode.ts'
import { inNamedWorkspace } from './session.ts'

const LINK_MS = 7 * 86_400_000
/** RFC 6749, 4.1.2, wants a code to be short-lived. One that is typed in by hand needs a hand's time. */
const REDIRECT_MS = 60_000
const PAIRING_MS = 5 * 60_000

export type LinkTrouble = 'link-unknown' | 'link-used' | 'link-expired' | 'link-revoked'

/** Makes a one-time link's token for a person; only its hash is stored. `by` null: the server itself. */
export const createLink = async (
  env: Environment,
  tx: Tx,
  { personId, kind, by }: { personId: string; kind: LinkKind; by: string | null },
): Promise<{ token: string; until: string }> => {
  const token = inWorkspaceForm(tx.workspace, env.newSecret())
  const expiresAt = tx.now + LINK_MS
  await insertLink(tx, { hash: hashOf(token), personId, kind, createdBy: by, expiresAt })
  await record(tx, { id: env.newId(), actorId: by, act: 'link.created', target: personId, body: { kind } })
  return { token, until: new Date(expiresAt).toISOString() }
}

/** A link that nobody in particular made: the token alone. */
export const createSignInLink = async (env: Environment, tx: Tx, personId: string, kind: LinkKind): Promise<string> =>
  (await createLink(env, tx, { personId, kind, by: null })).token

/** Whom a link would sign in, without using it up. */
export const lookAtLink = (env: Environment, token: string): Promise<LinkView | { trouble: LinkTrouble }> =>
  withLink(env, token, 'lookAtLink', false, async (tx, link, person) => ({
    kind: link.kind,
    workspace: (await findWorkspace(tx))?.name ?? tx.workspace,
    person: { name: person.name, email: person.email, role: person.role },
    invitedBy: link.createdBy === null ? null : ((await findPerson(tx, link.createdBy))?.name ?? null),
    until: new Date(link.expiresAt).toISOString(),
  }))

/**
 * Somebody who holds the link consents: a code, bound to the challenge of whoever asks (RFC 7636), of which only a hash is kept.
 * The link is used up when the code is exchanged, not before. `redirect` has been checked by the caller.
 */
export const allowSignIn = (
  env: Environment,
  input: AllowInput,
): Promise<{ code: string; until: string } | { trouble: LinkTrouble | 'code-ended' }> =>
  withLink(env, input.token, 'allowSignIn', true, async (tx, link, person, tokenKey) => {
    const { challenge, device, redirect } = input
    const code = redirect === null ? newPairingCode(env.newSecret) : env.newSecret()
    const expiresAt = tx.now + (redirect === null ? PAIRING_MS : REDIRECT_MS)
    const codeHash = hashOfCode(tokenKey, challenge, redirect === null ? plainCode(code) : code)
    const grant = { challenge, linkHash: link.hash, personId: person.id, device, redirect, codeHash, expiresAt }
    if (!(await putGrant(tx, grant))) return { trouble: 'code-ended' }
    const body = { device, pairing: redirect === null }
    await record(tx, { id: env.newId(), actorId: person.id, act: 'sign_in.allowed', target: person.id, body })
    return { code, until: new Date(expiresAt).toISOString() }
  })

/** Keyed and tied to its challenge: a short code cannot be looked up in a list. */
export const hashOfCode = (tokenKey: string, challenge: string, code: string): string =>
  derive(tokenKey, 'code', challenge, code)

/** Why a link cannot be used now; null: it can. Somebody who has left has no link that works. */
export const troubleOf = (link: Link | null, person: Person | null, now: number): LinkTrouble | null => {
  if (link === null) return 'link-unknown'
  if (link.usedAt !== null) return 'link-used'
  if (link.revokedAt !== null || person === null || person.left) return 'link-revoked'
  return link.expiresAt <= now ? 'link-expired' : null
}

const withLink = async <T>(
  env: Environment,
  token: string,
  name: string,
  lock: boolean,
  work: (tx: Tx, link: Link, person: Person, tokenKey: string) => Promise<T>,
): Promise<T | { trouble: LinkTrouble }> => {
  const done = await inNamedWorkspace(env, workspaceOf(token) ?? '', name, async (tx, tokenKey) => {
    const link = await findLink(tx, hashOf(token), lock)
    const person = link === null ? null : await findPerson(tx, link.personId)
    const trouble = troubleOf(link, person, tx.now)
    if (trouble !== null || link === null || person === null) return { trouble: trouble ?? 'link-unknown' }
    return work(tx, link, person, tokenKey)
  })
  return done ?? { trouble: 'link-unknown' }
}
