import type { Me, TokenPair } from '../../shared/session.ts'
import { derive, hashOf, inWorkspaceForm, workspaceOf } from '../secrets.ts'
import { findPerson, type Person, roleOf, teamName } from '../store/people.ts'
import {
  endFamily,
  findToken,
  insertFamily,
  isFamilyAlive,
  insertLink,
  insertToken,
  markRotated,
  takeLink,
} from '../store/sessions.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { findWorkspace, record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'

const ACCESS_MS = 15 * 60_000
const REFRESH_MS = 30 * 86_400_000
/** A rotation whose answer got lost may be repeated for so long; a later use of an old token ends the family. */
const REPEAT_MS = 60_000
const LINK_MS = 7 * 86_400_000

/** Makes a one-time sign-in link's token for a person; only its hash is stored. */
export const createSignInLink = async (
  env: Environment,
  tx: Tx,
  personId: string,
  kind: 'setup' | 'sign_in',
): Promise<string> => {
  const token = inWorkspaceForm(tx.workspace, env.newSecret())
  await insertLink(tx, { hash: hashOf(token), personId, kind, expiresAt: tx.now + LINK_MS })
  await record(tx, { id: env.newId(), actorId: null, act: 'link.created', target: personId, body: { kind } })
  return token
}

/** Trades a link for a session; null when it is unknown, used, expired, or its person has left. */
export const redeemLink = async (
  env: Environment,
  input: { token: string; device: string },
): Promise<{ tokens: TokenPair; me: Me } | null> =>
  withWorkspace(env, input.token, 'redeemLink', async (tx, tokenKey) => {
    const personId = await takeLink(tx, hashOf(input.token))
    const person = personId === null ? null : await findPerson(tx, personId)
    if (person === null || person.left) return null
    const familyId = env.newId()
    await insertFamily(tx, { id: familyId, personId: person.id, device: input.device })
    await record(tx, { id: env.newId(), actorId: person.id, act: 'session.started', target: familyId })
    const tokens = await issuePair(tx, familyId, derive(tokenKey, 'family', familyId, env.newSecret()), tokenKey)
    return { tokens, me: await meOf(tx, person) }
  })

/**
 * Rotates a refresh token. The new pair is derived from the old one, so that a repeat within a minute gives the same pair;
 * an old token that comes back later is a stolen one, and ends the whole family. Null: signed out.
 */
export const refreshSession = async (env: Environment, refresh: string): Promise<TokenPair | null> =>
  withWorkspace(env, refresh, 'refreshSession', async (tx, tokenKey) => {
    const token = await findToken(tx, hashOf(refresh), 'refresh', true)
    if (token === null || token.expiresAt <= tx.now) return null
    if (token.rotatedAt !== null && tx.now - token.rotatedAt > REPEAT_MS) {
      await endFamily(tx, token.familyId, 'reused')
      await record(tx, { id: env.newId(), actorId: token.personId, act: 'session.reused', target: token.familyId })
      return null
    }
    if (token.rotatedAt === null) await markRotated(tx, token.hash)
    return issuePair(tx, token.familyId, derive(tokenKey, 'pair', refresh), tokenKey, token.rotatedAt ?? tx.now)
  })

/** Who an access token belongs to, as they are now; null when it is not valid. */
export const authenticate = async (env: Environment, access: string): Promise<Actor | null> =>
  withWorkspace(env, access, 'authenticate', async (tx) => {
    const token = await findToken(tx, hashOf(access), 'access', false)
    if (token === null || token.expiresAt <= tx.now) return null
    const role = await roleOf(tx, token.personId)
    return role === null ? null : { workspace: tx.workspace, person: token.personId, role }
  })

/** Ends the session that this refresh token belongs to; ending what has ended changes nothing. */
export const signOut = async (env: Environment, refresh: string): Promise<void> => {
  await withWorkspace(env, refresh, 'signOut', async (tx) => {
    const token = await findToken(tx, hashOf(refresh), 'refresh', true)
    if (token === null) return
    await endFamily(tx, token.familyId, 'signed_out')
    await record(tx, { id: env.newId(), actorId: token.personId, act: 'session.ended', target: token.familyId })
  })
}

/** For an open line: whether its session lives and its person may still hear what they heard at its beginning. */
export const mayStillHear = async (env: Environment, access: string, actor: Actor): Promise<boolean> =>
  inWorkspace(
    env.database,
    actor.workspace,
    'mayStillHear',
    async (tx) => (await isFamilyAlive(tx, hashOf(access))) && (await roleOf(tx, actor.person)) === actor.role,
  )

export const whoAmI = (env: Environment, actor: Actor): Promise<Me | null> =>
  inWorkspace(env.database, actor.workspace, 'whoAmI', async (tx) => {
    const person = await findPerson(tx, actor.person)
    return person === null ? null : meOf(tx, person)
  })

const issuePair = async (
  tx: Tx,
  familyId: string,
  seed: string,
  tokenKey: string,
  from = tx.now,
): Promise<TokenPair> => {
  const make = (kind: 'access' | 'refresh') => inWorkspaceForm(tx.workspace, derive(tokenKey, kind, seed))
  const pair = { access: make('access'), refresh: make('refresh') }
  const until = { access: from + ACCESS_MS, refresh: from + REFRESH_MS }
  for (const kind of ['access', 'refresh'] as const)
    await insertToken(tx, { hash: hashOf(pair[kind]), familyId, kind, expiresAt: until[kind] })
  return {
    ...pair,
    accessUntil: new Date(until.access).toISOString(),
    refreshUntil: new Date(until.refresh).toISOString(),
  }
}

const meOf = async (tx: Tx, { id, name, email, role, team }: Person): Promise<Me> => ({
  person: { id, name, email, role, team: team === null ? null : await teamName(tx, team) },
  workspace: { id: tx.workspace, name: (await findWorkspace(tx))?.name ?? tx.workspace },
})

/** Enters the workspace that a token names; null when the token names none that exists. */
const withWorkspace = async <T>(
  env: Environment,
  token: string,
  name: string,
  work: (tx: Tx, tokenKey: string) => Promise<T>,
): Promise<T | null> => {
  const workspace = workspaceOf(token)
  if (workspace === null) return null
  return inWorkspace(env.database, workspace, name, async (tx) => {
    const found = await findWorkspace(tx)
    return found === null ? null : work(tx, found.tokenKey)
  })
}
