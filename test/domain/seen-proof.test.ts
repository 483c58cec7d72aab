import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { type SeenAct, type SeenRecord, shownBefore, signsIn } from '../../server/domain/seen.ts'
import type { Evidence } from '../../shared/point.ts'
import { law, seedLine } from '../support/law.ts'
import { T0, minutes, GIVEN, evidence, pointOf, meeting, record, given, told } from '../support/seenRecord.ts'

beforeAll(() => console.info(seedLine()))

describe('a proof', () => {
  const proofs = (signs: Evidence['signs'], seen: Partial<SeenRecord>, handoff = given()) =>
    signsIn(handoff, pointOf({ acceptance: [], completion: [evidence(signs)] }), record(seen), GIVEN).flatMap((sign) =>
      sign.type === 'see_evidence' ? [sign.ref] : [],
    )
  const BOOKED = { kind: 'meeting', state: 'booked' } as const
  const HELD = { kind: 'meeting', state: 'held', withOutcome: true } as const

  test.each<[what: string, Evidence['signs'][number], Partial<SeenAct>, isProof: boolean]>([
    ['a meeting that is booked', BOOKED, {}, true],
    ['a meeting that was booked and held', BOOKED, { state: 'done', at: minutes(50) }, true],
    ['a meeting booked before it began', BOOKED, { createdAt: T0 - 1 }, false],
    ['a meeting that was called off', BOOKED, { state: 'cancelled' }, false],
    ['a call, where a meeting is wanted', BOOKED, { kind: 'call' }, false],
    ['a meeting held with an outcome', HELD, { state: 'done', at: minutes(50), outcome: 'Wants a pilot' }, true],
    ['a meeting held whose outcome nobody noted', HELD, { state: 'done', at: minutes(50), outcome: ' ' }, false],
    ['a meeting that is only booked, where one held is wanted', HELD, { outcome: 'Wants a pilot' }, false],
    ['a meeting held before it began', HELD, { state: 'done', at: T0 - 1, outcome: 'Wants a pilot' }, false],
  ])('%s', (_, sign, more, isProof) => {
    expect(proofs([sign], { acts: [meeting(more)] })).toEqual(isProof ? ['meeting'] : [])
  })

  const STAGE: Evidence['signs'][number] = { kind: 'stage', stages: ['qualified'] }
  const FIELD: Evidence['signs'][number] = { kind: 'record', when: { field: 'opportunity.outcome', present: true } }
  const stood = record({ stage: { id: 'qualified', working: true }, facts: { 'opportunity.outcome': 'validated' } })

  test('a stage or a field that the record came to show', () => {
    expect(proofs([STAGE], stood)).toEqual(['qualified'])
    expect(proofs([FIELD], stood)).toEqual(['record'])
    expect(proofs([STAGE], record({ stage: { id: 'other', working: true } }))).toEqual([])
  })
  test('what the record showed before it began proves nothing, but a meeting still does', () => {
    for (const sign of [STAGE, FIELD]) {
      const point = pointOf({ completion: [evidence([sign, BOOKED])] })
      const before = shownBefore(point, stood, GIVEN)
      expect(before).toEqual(['proof'])
      expect(proofs([sign, BOOKED], stood, { ...given(), before })).toEqual([])
      expect(proofs([sign, BOOKED], { ...stood, acts: [meeting()] }, { ...given(), before })).toEqual(['meeting'])
    }
  })
  test('a stage set before it began, which nobody saw then, proves nothing', () => {
    expect(proofs([STAGE], { ...stood, stageSet: { by: 'ana', at: T0 - 1 } })).toEqual([])
    expect(proofs([STAGE], { ...stood, stageSet: { by: 'ana', at: minutes(5) } })).toEqual(['qualified'])
  })
  test('an opportunity, when one came since it began', () => {
    const since = (at: number) => ({ opportunitiesSince: (from: number) => at >= from })
    expect(proofs([{ kind: 'opportunity_created' }], since(minutes(5)))).toEqual(['opportunity_created'])
    expect(proofs([{ kind: 'opportunity_created' }], since(T0 - 1))).toEqual([])
  })
  test('what completed it proves nothing once it was opened again; what comes after does', () => {
    const done: HandoffEvent[] = [
      { type: 'evidence_seen', at: minutes(20), evidence: 'proof', name: 'Proof', by: null, ref: 'x', noteId: null },
      { type: 'completed', at: minutes(20), evidence: 'proof', name: 'Proof' },
      { type: 'reopened', at: minutes(30), by: 'ana', noteId: 'note', key: null, cycle: null },
    ]
    const again = given(...done)
    expect(proofs([STAGE, BOOKED], { ...stood, acts: [meeting()] }, again)).toEqual([])
    const second = meeting({ id: 'second', createdAt: minutes(40) })
    expect(proofs([STAGE, BOOKED], { ...stood, acts: [meeting(), second] }, again)).toEqual(['second'])
  })
  test('a cycle’s new t0 does not make what was booked in the one before worthless', () => {
    const cycle: HandoffEvent = {
      type: 'cycle_opened',
      at: minutes(30),
      signalId: 'second',
      kind: 'demo_request',
      cycle: 2,
      tier: 'high',
      t0: minutes(30),
      touch: given().touch,
    }
    expect(proofs([BOOKED], { acts: [meeting()] }, given(cycle))).toEqual(['meeting'])
  })
})

const acts = fc.array(
  fc.record<SeenAct>({
    id: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('call', 'email', 'meeting', 'message', 'note', 'task'),
    at: fc.integer({ min: -30, max: 12 }).map(minutes),
    createdAt: fc.integer({ min: -30, max: 12 }).map(minutes),
    by: fc.constantFrom('ana', 'dana', 'zoe', null),
    human: fc.boolean(),
    inbound: fc.boolean(),
    state: fc.constantFrom('planned', 'done', 'cancelled'),
    outcome: fc.constantFrom(null, 'Wants a pilot'),
    bookedByBuyer: fc.boolean(),
  }),
  { maxLength: 6 },
)
const stages = fc.record({
  stage: fc.option(fc.record({ id: fc.constantFrom('new', 'qualified'), working: fc.boolean() })),
  stageSet: fc.option(fc.record({ by: fc.constantFrom('ana', 'dana', null), at: fc.constantFrom(T0 - 1, minutes(4)) })),
})

law(
  'whatever a record shows: only the owner’s own human acts accept, and reading it again changes nothing',
  fc.tuple(acts, stages),
  ([some, stage]) => {
    const seen = record({ acts: some, ...stage })
    const { events, after } = told(given(), seen)
    const isOwn = some.some(({ by, human }) => by === 'ana' && human) || stage.stageSet?.by === 'ana'
    if (!isOwn) expect(after.accepted).toBeNull()
    if (!some.some(({ human, inbound, by }) => human && !inbound && by !== null)) expect(after.touched).toBeNull()
    expect(after.accepted?.by ?? 'ana').toBe('ana')
    expect(after.touched?.by).not.toBe('zoe')
    expect(events.filter(({ type }) => type === 'touched').length).toBeLessThanOrEqual(1)
    expect(told(after, seen).events).toEqual([])
  },
)

law('what stands on a record when it begins proves nothing', fc.tuple(stages, fc.boolean()), ([stage, isSet]) => {
  const seen = record({ ...stage, facts: isSet ? { 'account.plan_agreed': 'yes' } : {} })
  const point = pointOf({
    completion: [
      evidence([{ kind: 'stage', stages: ['qualified', 'new'] }], 'stage'),
      evidence([{ kind: 'record', when: { field: 'account.plan_agreed', present: true } }], 'plan'),
    ],
  })
  const handoff = { ...given(), before: shownBefore(point, seen, GIVEN) }
  expect(signsIn(handoff, point, seen, GIVEN).filter(({ type }) => type === 'see_evidence')).toEqual([])
})
