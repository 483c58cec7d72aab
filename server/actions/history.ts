import type { HistoryEntry, NamedItem } from '../../shared/handoffParts.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { doneWrites } from '../store/deliveries.ts'
import { personalById } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import { iso } from './clockView.ts'

/** What happened, oldest first: the events, and the writes that the CRM has taken. */
export const historyOf = async (
  tx: Tx,
  handoffId: string,
  events: readonly HandoffEvent[],
  nameOf: (person: string) => PersonRef,
  itemName: (item: string) => NamedItem,
): Promise<HistoryEntry[]> => {
  const notes = await personalById(
    tx,
    events.flatMap((event) => ('noteId' in event && event.noteId ? [event.noteId] : [])),
  )
  const noted = (event: { noteId?: string | null }): Pick<HistoryEntry, 'note'> => {
    const body = event.noteId ? notes.get(event.noteId) : undefined
    return body?.kind === 'note' ? { note: body.text } : {}
  }
  const written = (await doneWrites(tx, handoffId)).flatMap(({ body, doneAt }): HistoryEntry[] =>
    body.kind === 'crm_write' && doneAt !== null ? [{ at: iso(doneAt), kind: 'written', detail: body.write.kind }] : [],
  )
  return [...events.flatMap((event) => entryOf(event, { nameOf, itemName, noted })), ...written].toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  )
}

type Words = {
  nameOf: (person: string) => PersonRef
  itemName: (item: string) => NamedItem
  noted: (event: { noteId?: string | null }) => Pick<HistoryEntry, 'note'>
}

const entryOf = (event: HandoffEvent, { nameOf, itemName, noted }: Words): HistoryEntry[] => {
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
      return [{ at, kind: 'accepted', by: nameOf(event.by), detail: event.via, ...noted(event) }]
    case 'declined':
      return [{ at, kind: 'declined', by: nameOf(event.by), detail: event.reason, ...noted(event) }]
    case 'touched':
      return [{ at, kind: 'touched', by: nameOf(event.by), detail: event.channel }]
    case 'buyer_booked':
      return [{ at, kind: event.type, detail: iso(event.meetingAt) }]
    case 'booking_cancelled':
    case 'corroborated':
    case 'recalculated':
      return [{ at, kind: event.type, ...('by' in event ? { by: nameOf(event.by) } : {}) }]
    case 'asked':
    case 'returned':
      return [
        {
          at,
          kind: event.type,
          by: nameOf(event.by),
          to: nameOf(event.to),
          items: event.items.map(itemName),
          ...noted(event),
        },
      ]
    case 'ask_escalated':
      return [{ at, kind: event.type, to: nameOf(event.to) }]
    case 'context_given':
      return [{ at, kind: event.type, by: nameOf(event.by), items: event.items.map(itemName) }]
    case 'approved':
    case 'rejected':
      return [{ at, kind: event.type, by: nameOf(event.by), ...noted(event) }]
    case 'evidence_seen':
      return [
        {
          at,
          kind: event.type,
          detail: event.name,
          ...(event.by === null ? {} : { by: nameOf(event.by) }),
          ...noted(event),
        },
      ]
    case 'completed':
      return [{ at, kind: event.type, detail: event.name }]
    case 'closed':
      return [
        {
          at,
          kind: event.type,
          detail: event.reason,
          ...(event.by === null ? {} : { by: nameOf(event.by) }),
          ...noted(event),
        },
      ]
    case 'reopened':
      return [{ at, kind: event.type, ...(event.by === null ? {} : { by: nameOf(event.by) }), ...noted(event) }]
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
