import type { Clerk } from '../store/ledger.ts'
import type { Person } from '../store/people.ts'
import { isLiveVersion } from '../store/playbooks.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'
import type { Environment } from './environment.ts'

/** Who keeps the ledger for decisions by this version of the playbook. */
export const clerkOf = async (
  env: Environment,
  tx: Tx,
  { version, people }: Pick<Desk, 'version' | 'people'>,
): Promise<Clerk> => ({
  isOut: isOutIn(people),
  isLive: await isLiveVersion(tx, version),
  newId: () => env.newId(),
})

/** Away, paused or gone. */
export const isOutIn =
  (people: ReadonlyMap<string, Person>) =>
  (id: string): boolean => {
    const person = people.get(id)
    return person === undefined || person.left || person.paused || person.awayUntil !== null
  }
