import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { decide } from '../../server/domain/decide.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { evolve, type Handoff, nextDueAt, runningClocks } from '../../server/domain/handoff.ts'
import { law, seedLine } from '../support/law.ts'
import { play, type Turn } from '../support/play.ts'
import { abandoned, eventsOf, ofPlay, plays } from '../support/plays.ts'

beforeAll(() => console.info(seedLine()))

const ACTS: string[] = ['accept', 'decline', 'log_touch', 'follow_owner']
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

test('the plays go everywhere: each kind of event and of refusal comes up', () => {
  const samples = fc.sample(plays, { seed: 1, numRuns: 1_000 }).map(({ scene, moves }) => play(scene, moves))
  const types = [
    'opened',
    'assigned',
    'joined',
    'cycle_opened',
    'accepted',
    'declined',
    'touched',
    'reminded',
    'alerted',
    'breached',
    'expired',
    'skipped',
  ]
  for (const type of types)
    expect(
      samples.filter((turns) => eventsOf(turns).some((event) => event.type === type)).length,
      type,
    ).toBeGreaterThan(50)
  for (const refusal of ['taken', 'not_owner', 'already_touched', 'already_accepted', 'nobody_left']) {
    expect(
      samples.filter((turns) => turns.some(({ decision }) => 'refusal' in decision && decision.refusal === refusal))
        .length,
      refusal,
    ).toBeGreaterThan(20)
  }
})

law(
  'a repeated command yields no events',
  plays,
  ofPlay((turns) => {
    for (const { command, events, after } of turns) {
      if (events.length === 0) continue
      const again = decide(after, command)
      expect('events' in again ? again.events : []).toEqual([])
    }
  }),
)

law(
  'a refusal changes nothing, and neither command nor state is written to',
  plays,
  ofPlay((turns) => {
    for (const { command, before, decision, after } of turns) {
      const frozen = JSON.stringify([command, before])
      expect(decide(before, command)).toEqual(decision)
      expect(JSON.stringify([command, before])).toBe(frozen)
      if ('refusal' in decision) expect(after).toBe(before)
    }
  }),
)

law(
  'there is one owner at any time, who is never their own backup',
  plays,
  ofPlay((turns) => {
    for (const { after } of turns) {
      expect(after?.offer.owner).toMatch(/^[a-z]+$/)
      expect(after?.offer.backup).not.toBe(after?.offer.owner)
    }
    for (const { event, before, after } of changes(turns)) {
      if (event.type !== 'assigned') expect(after.offer).toBe(before.offer)
    }
  }),
)

law(
  'the owner is whoever accepted, and who touched is the owner',
  plays,
  ofPlay((turns) => {
    for (const { after } of turns) {
      if (after?.accepted) expect(after.offer.owner).toBe(after.accepted.by)
      expect(after?.state).toBe(!after?.accepted ? 'offered' : after.touched ? 'touched' : 'accepted')
    }
    for (const { event, before, after } of changes(turns)) {
      if (event.type === 'touched') expect([before.offer.owner, before.accepted?.by]).toEqual([event.by, event.by])
      if (event.type !== 'assigned' && before.accepted) expect(after.accepted).toEqual(before.accepted)
    }
  }),
)

law(
  'inside a cycle the buyer’s wait never begins later, intent only rises and the deadline only tightens',
  plays,
  ofPlay((turns) => {
    for (const { before, after } of changes(turns)) {
      if (after.cycle !== before.cycle) continue
      expect(after.t0).toBeLessThanOrEqual(before.t0)
      expect(after.touch.dueAt).toBeLessThanOrEqual(before.touch.dueAt)
      expect(RANK[after.tier]).toBeGreaterThanOrEqual(RANK[before.tier])
    }
  }),
)

law(
  'only a signal moves the buyer’s clock: it survives every reassignment and every act',
  plays,
  ofPlay((turns) => {
    for (const { event, before, after } of changes(turns)) {
      if (event.type === 'joined' || event.type === 'cycle_opened') continue
      expect(after.touch).toEqual(before.touch)
      expect([after.t0, after.cycle, after.tier]).toEqual([before.t0, before.cycle, before.tier])
    }
  }),
)

law(
  'a cycle follows a first touch, and begins after it',
  plays,
  ofPlay((turns) => {
    let touchedAt: number | null = null
    for (const { event, before, after } of changes(turns)) {
      if (event.type === 'touched') touchedAt = event.at
      if (event.type === 'cycle_opened') {
        expect(before.touched).not.toBeNull()
        expect(after.cycle).toBe(before.cycle + 1)
      }
      if (touchedAt !== null && after.touched === null) expect(after.t0).toBeGreaterThan(touchedAt)
    }
  }),
)

law(
  'an acceptance by anybody but owner and backup is refused',
  plays,
  ofPlay((turns) => {
    for (const { command, before, decision } of turns) {
      if (command.type !== 'accept' || before === null || before.accepted?.by === command.by) continue
      if ([before.offer.owner, before.offer.backup].includes(command.by) && before.accepted === null)
        expect(decision).toHaveProperty('events')
      else expect(decision).toMatchObject({ refusal: before.accepted === null ? 'not_owner' : 'taken' })
    }
  }),
)

law(
  'nothing of the owner’s clock fires once they have accepted, nor of the buyer’s after the first touch',
  plays,
  ofPlay((turns) => {
    for (const { event, before } of changes(turns)) {
      if (!('key' in event)) continue
      if (event.key.startsWith('accept.')) expect(before.accepted).toBeNull()
      else expect(before.touched).toBeNull()
    }
  }),
)

law(
  'a step fires at most once in a cycle, and never before its time',
  plays,
  ofPlay((turns) => {
    const fired = new Set<string>()
    for (const { event, before, after } of changes(turns)) {
      if (!('key' in event)) continue
      const inCycle = `${after.cycle} ${event.key}`
      expect(fired).not.toContain(inCycle)
      fired.add(inCycle)
      const step = runningClocks(before)
        .flatMap(({ steps }) => steps)
        .find(({ key }) => key === event.key)
      expect(event.at).toBeGreaterThanOrEqual(step?.at ?? Infinity)
    }
  }),
)

law(
  'whoever declined or let it pass is never asked again, not even as backup, unless they are named in the CRM',
  plays,
  ofPlay((turns) => {
    const refused: string[] = []
    for (const event of eventsOf(turns)) {
      if (event.type === 'declined') refused.push(event.by)
      if (event.type === 'expired') refused.push(event.person)
      if (event.type !== 'assigned') continue
      if (event.offer.why !== 'crm_changed') expect(refused).not.toContain(event.offer.owner)
      expect(refused).not.toContain(event.offer.backup)
    }
  }),
)

law(
  'an act that comes late records the breach, even when no sweep has seen it',
  plays,
  ofPlay((turns) => {
    for (const { command, before, events } of turns) {
      if (before === null || events.length === 0 || !ACTS.includes(command.type)) continue
      const told = [...before.fired, ...events.flatMap((event) => (event.type === 'breached' ? [event.key] : []))]
      for (const { kind, dueAt } of runningClocks(before)) {
        const scope = kind === 'accept' ? before.offer.number : before.cycle
        if (dueAt <= command.at) expect(told).toContain(`${kind}.${scope}.breach`)
        else expect(events).not.toContainEqual(expect.objectContaining({ type: 'breached', clock: kind }))
      }
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
    for (const clock of runningClocks(end))
      expect(end.fired).toEqual(
        expect.arrayContaining(
          clock.steps.filter(({ act, at }) => act !== 'remind' || at >= clock.dueAt).map(({ key }) => key),
        ),
      )
  }),
  20_000,
)
