import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from './actions/environment.ts'
import { newSecret } from './secrets.ts'
import { type DatabaseAddress, openDatabase } from './store/database.ts'

/** Everything that the actions get from outside, for real; `connect` is the way to the CRMs. */
export const makeEnvironment = async (
  address: DatabaseAddress,
  connect: Environment['connect'],
): Promise<Environment> => ({
  database: await openDatabase(address),
  newId: () => sortableId(Date.now()),
  newSecret,
  random: Math.random,
  connect,
  pause: (ms, signal) => sleep(ms, null, { signal, ref: false }).catch(() => null),
})

/** A UUID of version 7: its first 48 bits are the time, so that keys grow at one end of the index. */
const sortableId = (nowMs: number): string => {
  const time = nowMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
