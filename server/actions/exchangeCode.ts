import type { ExchangeInput, Me, TokenPair } from '../../shared/session.ts'
import { hashOf, isSameHash } from '../secrets.ts'
import { countWrong, findGrant, type Grant, markExchanged } from '../store/grants.ts'
import { findLink, markLinkUsed } from '../store/links.ts'
import { findPerson } from '../store/people.ts'
import { hasFamilyEnded } from '../store/sessions.ts'
import type { Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { plainCode } from './pairingCode.ts'
import { againSession, inNamedWorkspace, REPEAT_MS, startSession } from './session.ts'
import { hashOfCode, type LinkTrouble, troubleOf } from './signIn.ts'

const TRIES_MAX = 5

export type Exchanged = { tokens: TokenPair; me: Me }
export type NotExchanged =
  | { trouble: LinkTrouble | 'code-ended' }
  /** `left`: tries that remain. */
  | { trouble: 'wrong-code'; left: number }

/**
 * Trades a code for a session and uses its link up, in one transaction. The verifier finds the grant (RFC 7636, 4.6); whoever has
 * another one sees the same as for a code that has ended. The same exchange again within a minute gives the same session.
 */
export const exchangeCode = async (env: Environment, input: ExchangeInput): Promise<Exchanged | NotExchanged> => {
  const done = await inNamedWorkspace(env, input.workspace, 'exchangeCode', async (tx, tokenKey) => {
    const found = await locked(tx, hashOf(input.verifier))
    if (found === null) return ENDED
    const { link, grant } = found
    const code = grant.redirect === null ? plainCode(input.code) : input.code
    const isRight = isSameHash(hashOfCode(tokenKey, grant.challenge, code), grant.codeHash)
    const person = await findPerson(tx, grant.personId)
    // The code is in the seed by its hash alone: typed in another way it is still the same exchange.
    const seed = `${grant.codeHash} ${input.verifier}`
    if (grant.exchangedAt !== null) {
      const { familyId, exchangedAt } = grant
      if (!isRight || familyId === null || person === null || person.left || tx.now - exchangedAt > REPEAT_MS)
        return ENDED
      if (await hasFamilyEnded(tx, familyId)) return ENDED
      return againSession(tx, { familyId, person, seed, tokenKey }, exchangedAt)
    }
    const trouble = troubleOf(link, person, tx.now)
    if (trouble !== null || person === null) return { trouble: trouble ?? 'link-unknown' }
    if (grant.endedAt !== null || grant.expiresAt <= tx.now) return ENDED
    if (!isRight) return wrong(env, tx, grant)
    const familyId = env.newId()
    await markLinkUsed(tx, grant.linkHash)
    await markExchanged(tx, grant, familyId)
    return startSession(env, tx, { familyId, person, device: grant.device, seed, tokenKey })
  })
  return done ?? ENDED
}

const ENDED = { trouble: 'code-ended' } as const

/** Link first, grant second, as a consent does: nobody waits for the other in a circle. */
const locked = async (tx: Tx, challenge: string) => {
  const seen = await findGrant(tx, challenge, false)
  if (seen === null) return null
  const link = await findLink(tx, seen.linkHash, true)
  const grant = await findGrant(tx, challenge, true)
  return grant === null ? null : { link, grant }
}

/** A refusal that is committed: the next try counts from here. */
const wrong = async (env: Environment, tx: Tx, grant: Grant): Promise<NotExchanged> => {
  const left = TRIES_MAX - grant.attempts - 1
  await countWrong(tx, grant, left === 0)
  if (left > 0) return { trouble: 'wrong-code', left }
  await record(tx, { id: env.newId(), actorId: null, act: 'sign_in.guessed', target: grant.personId })
  return ENDED
}
