import type { HistoryEntry } from '../../shared/handoff.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { doneWrites } from '../store/deliveries.ts'
import type { Tx } from '../store/transaction.ts'
import { iso } from './clockView.ts'

/** What happened, oldest first: the events, and the writes that the CRM has taken. */
export const historyOf = async (
  tx: Tx,
  handoffId: string,
  events: readonly HandoffEvent[],
  nameOf: (person: string) => PersonRef,
): Promise<HistoryEntry[]> => {
  const written = (await doneWrites(tx, handoffId)).flatMap(({ body, doneAt }): HistoryEntry[] =>
    body.kind === 'crm_write' && doneAt !== null ? [{ at: iso(doneAt), kind: 'written', detail: body.write.kind }] : [],
  )
  return [...events.flatMap((event) => entryOf(event, nameOf)), ...written].toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  )
}

const entryOf = (event: HandoffEvent, nameOf: (person: string) => PersonRef): HistoryEntry[] => {
  const at = iso(event.at)
  switch (event.type) {
    case 'opened':
      return [{ at, kind: 'opened', detail: event.triggerName }]
    case 'joined':
    case 'cycle_opened':
      return [{ at, kind: event.type, detail: event.kind }]
    case 'assigned':
      return [{ at, kind: 'assigned', to: nameOf(event.offer.owner), detail: event.offer.why, ...inCrm(event, nameOf) }]
    case 'accepted':
      return [{ at, kind: 'accepted', by: nameOf(event.by), detail: event.via }]
    case 'declined':
      return [{ at, kind: 'declined', by: nameOf(event.by), detail: event.reason }]
    case 'touched':
      return [{ at, kind: 'touched', by: nameOf(event.by), detail: event.channel }]
    case 'reminded':
    case 'alerted':
      return [{ at, kind: event.type, to: nameOf(event.to), clock: event.clock }]
    case 'breached':
      return [{ at: iso(event.dueAt), kind: 'breached', clock: event.clock }]
    case 'expired':
      return [{ at, kind: 'expired', to: nameOf(event.person) }]
    case 'skipped':
      return []
  }
}

/** Who reassigned it in which CRM; elsewhere the line says by itself who did. */
const inCrm = (
  { by, offer }: Extract<HandoffEvent, { type: 'assigned' }>,
  nameOf: (person: string) => PersonRef,
): Pick<HistoryEntry, 'by' | 'crm'> =>
  offer.why !== 'crm_changed' || offer.whyName === null
    ? {}
    : { crm: offer.whyName, ...(by === null ? {} : { by: nameOf(by) }) }
