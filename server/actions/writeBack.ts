import type { TouchOutcome, TouchChannel } from '../../shared/act.ts'
import type { CrmWrite } from '../crm/connector.ts'
import type { HandoffEvent } from '../domain/event.ts'
import type { Handoff } from '../domain/handoff.ts'
import { enqueue } from '../store/deliveries.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'
import type { Environment } from './environment.ts'

/** What the CRM must learn of these events, as rows of the outbox in the same transaction. */
export const enqueueWrites = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  handoff: Handoff,
  events: readonly HandoffEvent[],
): Promise<void> => {
  for (const event of events) {
    for (const write of writesOf(desk, handoff, event)) {
      const words =
        event.type === 'touched' && event.next !== null && write.kind === 'task' ? { noteId: event.next.noteId } : {}
      await enqueue(tx, env.newId(), { kind: 'crm_write', ref: handoff.record, write, ...words }, handoffId)
    }
  }
}

const writesOf = (desk: Desk, handoff: Handoff, event: HandoffEvent): CrmWrite[] => {
  const emailOf = (person: string) => desk.people.get(person)?.email ?? ''
  // Whom the CRM has named itself it need not be told.
  if (event.type === 'assigned')
    return event.offer.why === 'crm_changed' || !desk.point.ownsRecord
      ? []
      : [{ kind: 'owner', ownerEmail: emailOf(event.offer.owner) }]
  const at = new Date(event.at).toISOString()
  if (event.type === 'accepted' && event.via === 'accept') {
    return [
      {
        kind: 'activity',
        channel: 'note',
        summary: `Handoff accepted: ${handoff.triggerName}`,
        byEmail: emailOf(event.by),
        at,
      },
    ]
  }
  if (event.type !== 'touched') return []
  const stage = desk.point.stageAfterTouch?.[handoff.record.type]
  const { next } = event
  return [
    // What the CRM has shown itself it need not be told.
    ...(event.selfReported ? [touchWrite(event, emailOf(event.by), at)] : []),
    ...(next === null
      ? []
      : [
          {
            kind: 'task',
            summary: desk.point.nextAction.name,
            dueAt: new Date(next.at).toISOString(),
            ownerEmail: emailOf(event.by),
          } as const,
        ]),
    ...(stage === undefined ? [] : [{ kind: 'stage', stage } as const]),
  ]
}

const touchWrite = (event: Extract<HandoffEvent, { type: 'touched' }>, byEmail: string, at: string): CrmWrite => ({
  kind: 'activity',
  channel: event.channel,
  summary: `${CHANNELS[event.channel]}: ${OUTCOMES[event.outcome]}`,
  byEmail,
  at,
})

const CHANNELS: Record<TouchChannel, string> = { call: 'Call', email: 'E-mail', meeting: 'Meeting', message: 'Message' }

const OUTCOMES: Record<TouchOutcome, string> = {
  spoke_interested: 'spoke, interested',
  spoke_later: 'spoke, asked for later',
  left_message: 'left a message',
  no_answer: 'no answer',
  sent: 'sent',
  booked: 'meeting booked',
}
