import type { TouchChannel, TouchOutcome } from '../../shared/act.ts'
import type { Evidence, EvidenceSign, HandoffPoint } from '../../shared/point.ts'
import { type Facts, type Given, holds } from './condition.ts'
import type { Handoff } from './handoff.ts'

/** One act in the CRM, with the person here who did it; `by` null: somebody else. Instants are epoch milliseconds. */
export type SeenAct = {
  id: string
  kind: 'call' | 'email' | 'meeting' | 'message' | 'note' | 'task'
  /** When it happened, or is to happen; `createdAt`: when it was written down. */
  at: number
  createdAt: number
  by: string | null
  /** False for automations, and for what Baton wrote itself and nobody has ended since: it proves nothing. */
  human: boolean
  inbound: boolean
  state: 'planned' | 'done' | 'cancelled'
  outcome: string | null
  bookedByBuyer: boolean
}

/** What a record shows, as far as a handoff is concerned. */
export type SeenRecord = {
  acts: readonly SeenAct[]
  /** Its lifecycle stage, and who moved it there. */
  stage: { id: string; working: boolean } | null
  stageSet: { by: string | null; at: number } | null
  facts: Facts
  opportunitiesSince: (at: number) => boolean
}

/** What follows from it, to be told to `decide` in this order. */
export type Sign =
  | { type: 'crm_accept'; via: 'working_stage' | 'next_action'; by: string; pressedAt: number }
  | {
      type: 'see_touch'
      by: string
      pressedAt: number
      channel: TouchChannel
      outcome: TouchOutcome
      activityId: string
    }
  | { type: 'buyer_booked'; activityId: string; bookedAt: number; meetingAt: number }
  | { type: 'booking_cancelled'; activityId: string }
  | { type: 'see_evidence'; evidence: Evidence; ref: string | null }

/**
 * What a record says of a handoff: its owner has taken it up there, somebody has answered the buyer, the buyer has booked, or what the
 * point waits for has come about. Acts of automations, and Baton's own, say nothing.
 */
export const signsIn = (handoff: Handoff, point: HandoffPoint, seen: SeenRecord, given: Given): Sign[] => [
  ...taken(handoff, point, seen),
  ...callOffIn(handoff, seen.acts),
  ...seen.acts
    .flatMap((act): Told[] => [
      // What is said to the buyer is no answer to the sender.
      ...(point.firstResponse === 'sender' ? [] : touchIn(handoff, act)),
      ...bookingIn(handoff, act),
    ])
    .toSorted((a, b) => toldAt(a) - toldAt(b)),
  ...point.completion.flatMap((evidence): Sign[] => {
    const ref = proofOf(evidence, handoff, seen, given)
    return ref === null ? [] : [{ type: 'see_evidence', evidence, ref }]
  }),
]

type Told = Extract<Sign, { type: 'see_touch' | 'buyer_booked' }>

const toldAt = (sign: Told): number => (sign.type === 'see_touch' ? sign.pressedAt : sign.bookedAt)

/** Ids of the evidence that a record shows already, before anything was handed over. */
export const shownBefore = (point: HandoffPoint, seen: Pick<SeenRecord, 'stage' | 'facts'>, given: Given): string[] =>
  point.completion.flatMap(({ id, signs }) => (signs.some((sign) => stands(sign, seen, given)) ? [id] : []))

const taken = ({ offer }: Handoff, { acceptance }: HandoffPoint, { acts, stage, stageSet }: SeenRecord): Sign[] => {
  const since = offer.accept.startedAt
  const isWorking = acceptance.includes('working_stage') && stage?.working === true
  const moved = isWorking && stageSet !== null && stageSet.by === offer.owner && stageSet.at >= since ? stageSet : null
  const planned = acceptance.includes('next_action')
    ? acts.find(
        (act) =>
          isPlan(act) &&
          act.human &&
          !act.inbound &&
          !act.bookedByBuyer &&
          act.by === offer.owner &&
          act.createdAt >= since &&
          act.state !== 'cancelled',
      )
    : undefined
  return [
    ...(moved === null
      ? []
      : [{ type: 'crm_accept', via: 'working_stage', by: offer.owner, pressedAt: moved.at } as const]),
    ...(planned === undefined
      ? []
      : [{ type: 'crm_accept', via: 'next_action', by: offer.owner, pressedAt: planned.createdAt } as const]),
  ]
}

/** Something to do, written down before it is done. */
const isPlan = ({ kind, state }: SeenAct): boolean =>
  state === 'planned' && (kind === 'task' || kind === 'meeting' || kind === 'call')

const CHANNELS: Partial<Record<SeenAct['kind'], TouchChannel>> = {
  call: 'call',
  email: 'email',
  meeting: 'meeting',
  message: 'message',
}
const OUTCOMES: Record<TouchChannel, TouchOutcome> = {
  call: 'no_answer',
  email: 'sent',
  meeting: 'spoke_interested',
  message: 'sent',
}

/** The earliest outbound call, e-mail, message or meeting of a human; a meeting that somebody here books with the buyer is one too. */
const touchIn = (handoff: Handoff, act: SeenAct): Told[] => {
  const channel = CHANNELS[act.kind]
  const isDone = act.state === 'done' || (act.kind === 'meeting' && act.state === 'planned' && !act.bookedByBuyer)
  if (channel === undefined || !isDone || act.by === null || !act.human || act.inbound) return []
  const pressedAt = act.state === 'done' ? act.at : act.createdAt
  if (pressedAt < handoff.t0) return []
  const outcome = act.kind === 'meeting' && act.state === 'planned' ? 'booked' : OUTCOMES[channel]
  return [{ type: 'see_touch', by: act.by, pressedAt, channel, outcome, activityId: act.id }]
}

const callOffIn = ({ booked }: Handoff, acts: readonly SeenAct[]): Sign[] => {
  const meetings = acts.filter(({ id, kind }) => kind === 'meeting' && id === booked?.activityId)
  const isOff = meetings.length > 0 && meetings.every(({ state }) => state === 'cancelled')
  return booked !== null && isOff ? [{ type: 'booking_cancelled', activityId: booked.activityId }] : []
}

const bookingIn = ({ t0 }: Handoff, act: SeenAct): Told[] =>
  act.kind === 'meeting' && act.bookedByBuyer && act.state === 'planned' && act.createdAt >= t0
    ? [{ type: 'buyer_booked', activityId: act.id, bookedAt: act.createdAt, meetingAt: act.at }]
    : []

/** What proves it; null: nothing yet. A meeting counts when it was booked, or held, since it began; what stood there before does not. */
const proofOf = ({ id, signs }: Evidence, handoff: Handoff, seen: SeenRecord, given: Given): string | null => {
  for (const sign of signs) {
    if (sign.kind === 'meeting') {
      const { state, withOutcome = false } = sign
      const meeting = seen.acts.find(
        (act) =>
          act.kind === 'meeting' &&
          (state === 'held'
            ? act.state === 'done' && act.at >= handoff.begunAt
            : act.state !== 'cancelled' && act.createdAt >= handoff.begunAt) &&
          (!withOutcome || (act.outcome ?? '').trim() !== ''),
      )
      if (meeting !== undefined) return meeting.id
    } else if (sign.kind === 'opportunity_created') {
      if (seen.opportunitiesSince(handoff.begunAt)) return sign.kind
    } else if (!handoff.before.includes(id) && !isOldStage(sign, handoff, seen) && stands(sign, seen, given))
      return sign.kind === 'stage' ? (seen.stage?.id ?? null) : sign.kind
  }
  return null
}

/** It was moved there before the handoff began, which nobody could see then. */
const isOldStage = (sign: EvidenceSign, { begunAt }: Handoff, { stageSet }: SeenRecord): boolean =>
  sign.kind === 'stage' && stageSet !== null && stageSet.at < begunAt

/** Whether the record itself shows it. */
const stands = (sign: EvidenceSign, { stage, facts }: Pick<SeenRecord, 'stage' | 'facts'>, given: Given): boolean => {
  if (sign.kind === 'stage') return stage !== null && sign.stages.includes(stage.id)
  return sign.kind === 'record' && holds(sign.when, facts, given)
}
