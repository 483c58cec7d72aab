import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Command } from '../../server/domain/command.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { nextDueAt, runningClocks, stepsAhead } from '../../server/domain/clocks.ts'
import { evolve, type Handoff } from '../../server/domain/handoff.ts'
import { Refusal } from '../../shared/act.ts'
import { law, seedLine } from '../support/law.ts'
import { play, type Turn } from '../support/play.ts'
import { abandoned, eventsOf, ofPlay, plays } from '../support/plays.ts'

beforeAll(() => console.info(seedLine()))

const COMMANDS = Object.keys({
  open: 0,
  join: 0,
  accept: 0,
  crm_accept: 0,
  decline: 0,
  log_touch: 0,
  see_touch: 0,
  buyer_booked: 0,
  booking_cancelled: 0,
  ask: 0,
  give_context: 0,
  recall: 0,
  reassign: 0,
  close: 0,
  reopen: 0,
  decide_approval: 0,
  see_evidence: 0,
  recalculate: 0,
  follow_owner: 0,
  tick: 0,
} satisfies Record<Command['type'], 0>)
const RANK = { low: 0, medium: 1, high: 2 }

/** Each event with the states around it, from the second on. */
const changes = (turns: Turn[]): { event: HandoffEvent; before: Handoff; after: Handoff }[] => {
  const all: { event: HandoffEvent; before: Handoff; after: Handoff }[] = []
  let before: Handoff | null = null
  for (const event of eventsOf(turns)) {
    const after = evolve(before, event)
    if (before !== null) all.push({ event, before, after })
    before = after
  }
  return all
}

const KINDS = Object.keys({
  opened: 0,
  assigned: 0,
  joined: 0,
  cycle_opened: 0,
  accepted: 0,
  declined: 0,
  touched: 0,
  corroborated: 0,
  reminded: 0,
  alerted: 0,
  breached: 0,
  expired: 0,
  skipped: 0,
  buyer_booked: 0,
  booking_cancelled: 0,
  asked: 0,
  returned: 0,
  ask_escalated: 0,
  context_given: 0,
  approved: 0,
  rejected: 0,
  evidence_seen: 0,
  completed: 0,
  closed: 0,
  reopened: 0,
  recalculated: 0,
} satisfies Record<HandoffEvent['type'], 0>)
/** These two are said before there is anything to decide. */
const BEFORE_DECIDE: Refusal[] = ['missing_context', 'no_such_point']

test('the plays go everywhere: each command changes something and each kind of event and of refusal comes up', () => {
  const samples = fc.sample(plays, { seed: 1, numRuns: 3_000 }).map(({ scene, moves }) => play(scene, moves))
  const often = (isIn: (turn: Turn) => boolean) => samples.filter((turns) => turns.some(isIn)).length
  for (const type of KINDS)
    expect(
      often(({ events }) => events.some((event) => event.type === type)),
      type,
    ).toBeGreaterThan(40)
  for (const refusal of Refusal.options) {
    const times = often(({ decision }) => 'refusal' in decision && decision.refusal === refusal)
    if (BEFORE_DECIDE.includes(refusal)) expect(times, refusal).toBe(0)
    else expect(times, refusal).toBeGreaterThan(20)
  }
  for (const type of COMMANDS)
    expect(
      often(({ command, events }) => command.type === type && events.length > 0),
      type,
    ).toBeGreaterThan(40)
})

law(
  'the owner is whoever accepted, and a state says how far it is',
  plays,
  ofPlay((turns) => {
    for (const { after } of turns) {
      if (after === null) continue
      if (after.accepted) expect(after.offer.owner).toBe(after.accepted.by)
      const open = after.accepted ? (after.touched ? 'touched' : 'accepted') : 'offered'
      const isBack = after.returned !== null
      expect(after.state).toBe(after.closed ? 'closed' : after.completed ? 'completed' : isBack ? 'returned' : open)
    }
    for (const { event, before, after } of changes(turns)) {
      if (event.type !== 'assigned' && before.accepted) expect(after.accepted).toEqual(before.accepted)
    }
  }),
)

law(
  'inside a cycle the buyer’s wait never begins later, intent only rises and the deadline only tightens',
  plays,
  ofPlay((turns) => {
    for (const { event, before, after } of changes(turns)) {
      if (after.cycle !== before.cycle || event.type === 'recalculated') continue
      expect(after.t0).toBeLessThanOrEqual(before.t0)
      expect(after.touch.dueAt).toBeLessThanOrEqual(before.touch.dueAt)
      expect(RANK[after.tier]).toBeGreaterThanOrEqual(RANK[before.tier])
    }
  }),
)

law(
  'an acceptance by anybody but owner and backup is refused',
  plays,
  ofPlay((turns) => {
    for (const { command, before, decision } of turns) {
      if (command.type !== 'accept' || before === null || before.accepted?.by === command.by) continue
      const isTheirs = [before.offer.owner, before.offer.backup].includes(command.by)
      if (before.accepted !== null) expect(decision).toMatchObject({ refusal: 'taken' })
      else if (before.closed !== null) expect(decision).toEqual({ refusal: 'ended' })
      else if (!isTheirs) expect(decision).toMatchObject({ refusal: 'not_owner' })
      else if (command.missing?.length && command.noteId === null)
        expect(decision).toMatchObject({ refusal: 'needs_reason', items: command.missing })
      else expect(decision).toHaveProperty('events')
    }
  }),
)

law(
  'nothing of the owner’s clock fires once they have accepted or given it back, nor of the buyer’s after the first touch',
  plays,
  ofPlay((turns) => {
    for (const { event, before } of changes(turns)) {
      const key = 'key' in event ? (event.key ?? '') : ''
      if (key.startsWith('accept.')) expect([before.accepted, before.returned]).toEqual([null, null])
      if (key.startsWith('touch.'))
        expect([before.touched, before.booked, before.doNotContact]).toEqual([null, null, false])
    }
  }),
)

law(
  'a step fires at most once, and never before its time',
  plays,
  ofPlay((turns) => {
    const fired = new Set<string>()
    for (const { event, before } of changes(turns)) {
      if (!('key' in event) || event.key === null) continue
      expect(fired).not.toContain(event.key)
      fired.add(event.key)
      const step = stepsAhead(before, 0).find(({ key }) => key === event.key)
      expect(event.at).toBeGreaterThanOrEqual(step?.at ?? Infinity)
    }
  }),
)

/** Somebody named them: their having refused is no obstacle. */
const NAMED = ['crm_changed', 'reassigned']

law(
  'whoever declined or let it pass is never asked again, nor made backup, unless somebody names them or it opens again',
  plays,
  ofPlay((turns) => {
    const refused = new Set<string>()
    for (const event of eventsOf(turns)) {
      if (event.type === 'declined') refused.add(event.by)
      if (event.type === 'expired') refused.add(event.person)
      if (event.type === 'cycle_opened' || event.type === 'reopened') refused.clear()
      if (event.type !== 'assigned') continue
      if (NAMED.includes(event.offer.why)) refused.delete(event.offer.owner)
      expect(refused).not.toContain(event.offer.owner)
      expect(refused).not.toContain(event.offer.backup)
    }
  }),
)

law(
  'left alone the escalation ends: every deadline that passed is told, and nothing is due any more',
  abandoned,
  ofPlay((turns) => {
    const end = turns.at(-1)?.after ?? null
    if (end === null) throw new Error('no play')
    expect(nextDueAt(end, Number.MAX_SAFE_INTEGER)).toBeNull()
    expect(end.closed?.until ?? null).toBeNull()
    for (const clock of runningClocks(end))
      expect(end.fired).toEqual(
        expect.arrayContaining(
          clock.steps.filter(({ act, at }) => act !== 'remind' || at >= clock.dueAt).map(({ key }) => key),
        ),
      )
  }),
  20_000,
)
