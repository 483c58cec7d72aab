import type { Me, TokenPair } from '../../shared/session.ts'
import { derive, hashOf, inWorkspaceForm, isWorkspaceId, workspaceOf } from '../secrets.ts'
import { findPerson, type Person, roleOf, teamName } from '../store/people.ts'
import {
  endFamiliesOf,
  endFamily,
  findToken,
  insertFamily,
  insertToken,
  isFamilyAlive,
  markRotated,
} from '../store/sessions.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { findWorkspace, record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'

const ACCESS_MS = 15 * 60_000
const REFRESH_MS = 30 * 86_400_000
/** A rotation or an exchange whose answer got lost may be repeated for so long; an old token that comes later ends the family. */
export const REPEAT_MS = 60_000

/** Begins a session on one device. The same seed gives the same tokens, so that an answer which got lost can be given again. */
export const startSession = async (
  env: Environment,
  tx: Tx,
  input: { familyId: string; person: Person; device: string; seed: string; tokenKey: string },
): Promise<{ tokens: TokenPair; me: Me }> => {
  const { familyId, person, device } = input
  await insertFamily(tx, { id: familyId, personId: person.id, device })
  await record(tx, { id: env.newId(), actorId: person.id, act: 'session.started', target: familyId })
  return againSession(tx, input, tx.now)
}

/** What `startSession` answered at `startedAt`. */
export const againSession = async (
  tx: Tx,
  { familyId, person, seed, tokenKey }: { familyId: string; person: Person; seed: string; tokenKey: string },
  startedAt: number,
): Promise<{ tokens: TokenPair; me: Me }> => ({
  tokens: await issuePair(tx, familyId, derive(tokenKey, 'family', familyId, seed), tokenKey, startedAt),
  me: await meOf(tx, person),
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

/** Ends all sessions of the caller, on whatever device. */
export const signOutEverywhere = (env: Environment, actor: Actor): Promise<void> =>
  inWorkspace(env.database, actor.workspace, 'signOutEverywhere', (tx) => endSessionsOf(env, tx, actor, actor.person))

/** Ends all sessions of a person, on behalf of `actor`. */
export const endSessionsOf = async (env: Environment, tx: Tx, actor: Actor, personId: string): Promise<void> => {
  const sessions = await endFamiliesOf(tx, personId)
  const act = 'session.ended_everywhere'
  await record(tx, { id: env.newId(), actorId: actor.person, act, target: personId, body: { sessions } })
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

/** Enters the workspace that a secret names; null when it names none that exists. */
const withWorkspace = <T>(
  env: Environment,
  secret: string,
  name: string,
  work: (tx: Tx, tokenKey: string) => Promise<T>,
): Promise<T | null> => inNamedWorkspace(env, workspaceOf(secret) ?? '', name, work)

/** Enters a workspace that somebody outside names; null when there is none of this id. */
export const inNamedWorkspace = async <T>(
  env: Environment,
  workspace: string,
  name: string,
  work: (tx: Tx, tokenKey: string) => Promise<T>,
): Promise<T | null> => {
  if (!isWorkspaceId(workspace)) return null
  return inWorkspace(env.database, workspace, name, async (tx) => {
    const found = await findWorkspace(tx)
    return found === null ? null : work(tx, found.tokenKey)
  })
}
