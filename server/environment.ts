import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from './actions/environment.ts'
import { newSecret } from './secrets.ts'
import { sortableIds } from './sortableIds.ts'
import { type DatabaseAddress, openDatabase } from './store/database.ts'

// One for the whole process: what one transaction writes at one instant keeps its order.
const newSortableId = sortableIds(Date.now)

/** Everything that the actions get from outside, for real; `connect` is the way to the CRMs. */
export const makeEnvironment = async (
  address: DatabaseAddress,
  connect: Environment['connect'],
): Promise<Environment> => ({
  database: await openDatabase(address),
  newId: newSortableId,
  newSecret,
  random: Math.random,
  connect,
  pause: (ms, signal) => sleep(ms, null, { signal, ref: false }).catch(() => null),
})
