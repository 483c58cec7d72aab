import type { CrmOpportunity } from '../connector.ts'
import type { OdooCall } from './call.ts'
import { type History, readHistory } from './history.ts'
import { opportunitiesOf } from './opportunities.ts'
import type { Place } from './place.ts'

/** Without it the record is still worth having, so it waits less. */
const BESIDE_MS_MAX = 5_000

export type Beside = History & { opportunities?: CrmOpportunity[] }

/**
 * What is asked beside a record that was found: its history, and of a person or company their opportunities, at once. What
 * fails, does not come in time or has a shape that is not known is left out: it never throws.
 */
export const readBeside = async (
  call: OdooCall,
  connection: string,
  place: Place,
  ownUser: () => Promise<number>,
  signal: AbortSignal,
): Promise<Beside> => {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(BESIDE_MS_MAX)])
  const [history, opportunities] = await Promise.all([
    inTime(soon, readHistory(call, place, ownUser, soon)),
    place.model === 'res.partner' ? inTime(soon, opportunitiesOf(call, connection, place.id, soon)) : undefined,
  ])
  return { ...history, ...(opportunities === undefined ? {} : { opportunities }) }
}

const inTime = async <T>(signal: AbortSignal, answer: Promise<T>): Promise<T | undefined> => {
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  try {
    return await Promise.race([answer, late])
  } catch {
    return undefined
  }
}
