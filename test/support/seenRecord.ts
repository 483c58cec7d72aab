import { decide } from '../../server/domain/decide.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { evolve, fold, type Handoff } from '../../server/domain/handoff.ts'
import { type SeenAct, type SeenRecord, type Sign, signsIn } from '../../server/domain/seen.ts'
import type { Evidence, HandoffPoint } from '../../shared/point.ts'
import { assigned, opened } from './given.ts'
import { pointWith, trigger } from './triggering.ts'

// A handoff that Ana has since t0, and what a CRM's record may show of it.

export const T0 = Date.UTC(2026, 10, 23, 10)
export const minutes = (n: number): number => T0 + n * 60_000
export const GIVEN = { fits: [], nowMs: minutes(60) }

export const evidence = (signs: Evidence['signs'], id = 'proof'): Evidence => ({
  id,
  name: 'Proof',
  signs,
  byHand: false,
})
export const pointOf = (more: Partial<HandoffPoint> = {}): HandoffPoint =>
  pointWith([trigger('demo', ['demo_request'])], { completion: [evidence([{ kind: 'approval' }])], ...more })

/** An e-mail that Ana sent ten minutes after t0, with what is different. */
export const act = (more: Partial<SeenAct> = {}): SeenAct => ({
  id: 'act',
  kind: 'email',
  at: minutes(10),
  createdAt: minutes(10),
  by: 'ana',
  human: true,
  inbound: false,
  state: 'done',
  outcome: null,
  bookedByBuyer: false,
  ...more,
})
export const meeting = (more: Partial<SeenAct> = {}): SeenAct =>
  act({ id: 'meeting', kind: 'meeting', state: 'planned', at: minutes(3_000), ...more })

export const record = (more: Partial<SeenRecord> = {}): SeenRecord => ({
  acts: [],
  stage: null,
  stageSet: null,
  facts: {},
  opportunitiesSince: () => false,
  ...more,
})

/** Ana has it since t0, Dana is her backup; then whatever else has happened. */
export const given = (...events: HandoffEvent[]): Handoff => {
  const handoff = fold([opened({ at: T0, t0: T0 }), assigned({ at: T0, owner: 'ana', backup: 'dana' }), ...events])
  if (handoff === null) throw new Error('nothing happened')
  return handoff
}

/** What follows from what the record shows, once Baton reads it: Dana is a colleague, nobody else. */
export const told = (
  handoff: Handoff,
  seen: SeenRecord,
  point = pointOf(),
): { events: HandoffEvent[]; after: Handoff } => {
  let after = handoff
  const events = signsIn(handoff, point, seen, GIVEN).flatMap((sign) => {
    const decision = decide(after, commandOf(sign))
    const more = 'events' in decision ? decision.events : []
    after = more.reduce<Handoff>(evolve, after)
    return more
  })
  return { events, after }
}

const commandOf = (sign: Sign) => {
  if (sign.type === 'see_touch') return { ...sign, at: minutes(12), isColleague: sign.by === 'dana' }
  return sign.type === 'see_evidence'
    ? { ...sign, at: minutes(12), by: null, noteId: null }
    : { ...sign, at: minutes(12) }
}
