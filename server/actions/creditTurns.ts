import type { CreditInput } from '../../shared/turns.ts'
import { giveCredit, lockStandings } from '../store/ledger.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import { clerkOf } from './clerk.ts'
import type { Actor, Environment } from './environment.ts'

const DAY_MS = 86_400_000

/** RevOps puts a member's turns up or down by hand, with a reason, until a date on which it is taken back. */
export const creditTurns = (
  env: Environment,
  actor: Actor,
  { pool, tier, personId, turns, note, untilDays }: CreditInput,
): Promise<void | { trouble: 'not_found' }> =>
  inWorkspace(env.database, actor.workspace, 'creditTurns', async (tx) => {
    const live = await livePlaybook(tx)
    const known = live?.playbook.pools.find(({ id }) => id === pool)
    if (live === null || known === undefined || !known.members.some(({ person }) => person === personId))
      return { trouble: 'not_found' }
    // Who is in it is counted from before, not from the credit on.
    await lockStandings(tx, known, tier, await clerkOf(env, tx, { version: live.version, people: await allPeople(tx) }))
    const until = tx.now + untilDays * DAY_MS
    const id = env.newId()
    await giveCredit(tx, { id, pool, tier, person: personId, turns, byId: actor.person, note, until })
    const body = { pool, tier, turns, reason: note }
    await record(tx, { id: env.newId(), actorId: actor.person, act: 'turns.credited', target: personId, body })
  })
