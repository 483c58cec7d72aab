import { describe, expect, test } from 'vitest'
import type { HandoffEvent } from '../../server/domain/event.ts'
import type { SeenAct, SeenRecord } from '../../server/domain/seen.ts'
import { assigned } from '../support/given.ts'
import { T0, minutes, pointOf, act, meeting, record, given, told } from '../support/seenRecord.ts'

const told1 = (acts: SeenAct[], handoff = given(), point = pointOf()) => told(handoff, record({ acts }), point).events

describe('a first touch is', () => {
  test.each<[what: string, Partial<SeenAct>, channel: string]>([
    ['an e-mail that the owner sent', {}, 'email'],
    ['a call that they tried', { kind: 'call' }, 'call'],
    ['a message', { kind: 'message' }, 'message'],
    ['a meeting that was held', { kind: 'meeting' }, 'meeting'],
    ['a meeting that they book', { kind: 'meeting', state: 'planned', at: minutes(3_000) }, 'meeting'],
    ['one in the very instant of t0', { at: T0, createdAt: T0 }, 'email'],
  ])('%s', (_, more, channel) => {
    // A meeting that is planned is a next action as well: both accept.
    const events = told1([act(more)], given(), pointOf({ acceptance: [] }))
    expect(events).toMatchObject([
      { type: 'accepted', by: 'ana', via: 'first_touch' },
      { type: 'touched', by: 'ana', channel, selfReported: false, activityId: 'act' },
    ])
  })

  test('a colleague’s, which stops the buyer’s wait and accepts nothing', () => {
    const { events, after } = told(given(), record({ acts: [act({ by: 'dana' })] }))
    expect(events).toMatchObject([{ type: 'touched', by: 'dana', asColleague: true }])
    expect(after).toMatchObject({ state: 'offered', accepted: null })
  })

  test('the earliest of several, in whatever order the CRM tells them', () => {
    const late = act({ id: 'late', at: minutes(9), createdAt: minutes(9) })
    const early = act({ id: 'early', by: 'dana', at: minutes(3), createdAt: minutes(3) })
    for (const acts of [
      [late, early],
      [early, late],
    ])
      expect(told1(acts).find(({ type }) => type === 'touched')).toMatchObject({ by: 'dana', activityId: 'early' })
  })
})

describe('no first touch is', () => {
  test.each<[what: string, Partial<SeenAct>]>([
    ['a step of a sequence, or an auto-reply', { human: false }],
    ['what Baton wrote itself', { human: false }],
    ['a note', { kind: 'note' }],
    ['a task, even a finished one', { kind: 'task' }],
    ['a field edit, which is told as a note of the CRM itself', { kind: 'note', human: false, by: null }],
    ['what the buyer wrote', { inbound: true }],
    ['a call from the buyer', { kind: 'call', inbound: true }],
    ['what happened before t0', { at: T0 - 1, createdAt: T0 - 1 }],
    ['an e-mail that is to be sent later', { state: 'planned', at: minutes(500) }],
    ['a call that is planned', { kind: 'call', state: 'planned', at: minutes(500) }],
    ['a meeting that was called off', { kind: 'meeting', state: 'cancelled' }],
    ['what nobody here did', { by: null }],
    ['what somebody did who has no part in it', { by: 'zoe' }],
  ])('%s', (_, more) => {
    expect(told1([act(more)], given(), pointOf({ acceptance: [] }))).toEqual([])
  })

  test('a mail to the buyer where the answer is owed to the sender', () => {
    expect(told1([act()], given(), pointOf({ firstResponse: 'sender' }))).toEqual([])
    expect(told1([act()], given(), pointOf({ firstResponse: 'either' }))).not.toEqual([])
  })
})

describe('after a first touch', () => {
  const touch = (by: string, selfReported: boolean): HandoffEvent => ({
    type: 'touched',
    at: minutes(5),
    by,
    channel: 'call',
    outcome: 'no_answer',
    next: null,
    selfReported,
    pressedAt: minutes(5),
    ...(by === 'ana' ? {} : { asColleague: true }),
  })

  test('one told by hand is corroborated by an activity of the same person, once', () => {
    const { events, after } = told(given(touch('dana', true)), record({ acts: [act({ by: 'dana' })] }))
    expect(events).toEqual([{ type: 'corroborated', at: minutes(12), activityId: 'act' }])
    expect(told(after, record({ acts: [act({ by: 'dana' })] })).events).toEqual([])
  })
  test('another’s activity corroborates nothing', () => {
    expect(told1([act({ by: 'dana' })], given(touch('ana', true)))).toEqual([])
  })
  test('the owner’s own, after a colleague’s, accepts and touches nothing anew', () => {
    const { events, after } = told(given(touch('dana', false)), record({ acts: [act()] }))
    expect(events).toMatchObject([{ type: 'accepted', by: 'ana', via: 'first_touch' }])
    expect(after.touched?.by).toBe('dana')
  })
  test('what the new owner did while it was another’s accepts nothing', () => {
    const later = assigned({ at: minutes(11), owner: 'dana', backup: 'ana', number: 2 })
    expect(told1([act({ by: 'dana' })], given(touch('ana', false), later))).toEqual([])
    expect(told1([act({ by: 'dana' })], given(touch('dana', false), later))).toEqual([])
  })
})

describe('acceptance in the CRM', () => {
  const WORKING = { id: 'working', working: true }
  const moved = (by: string | null, at = minutes(4), stage = WORKING) => record({ stage, stageSet: { by, at } })

  test('a working stage that the owner chose accepts', () => {
    expect(told(given(), moved('ana')).events).toMatchObject([{ type: 'accepted', via: 'working_stage' }])
  })
  test.each<[what: string, SeenRecord]>([
    ['that somebody else chose', moved('dana')],
    ['that an automation set', moved(null)],
    ['that nobody is known to have set', record({ stage: WORKING })],
    ['from before it was theirs', moved('ana', T0 - 1)],
    ['that is none of work', moved('ana', minutes(4), { id: 'new', working: false })],
  ])('a stage %s does not', (_, seen) => expect(told(given(), seen).events).toEqual([]))

  test.each(['task', 'call', 'meeting'] as const)('a planned %s of the owner accepts, as their next action', (kind) => {
    const events = told1([act({ kind, state: 'planned', at: minutes(900) })])
    expect(events[0]).toMatchObject({ type: 'accepted', by: 'ana', via: 'next_action' })
  })
  test.each<[what: string, Partial<SeenAct>]>([
    ['somebody else planned', { by: 'dana' }],
    ['an automation planned for them', { human: false }],
    ['is done already', { state: 'done' }],
    ['was called off', { state: 'cancelled' }],
    ['was planned before it was theirs', { createdAt: T0 - 1 }],
    ['the buyer asked for', { inbound: true }],
  ])('a task that %s does not', (_, more) => {
    expect(told1([act({ kind: 'task', state: 'planned', at: minutes(900), ...more })])).toEqual([])
  })
  test('a point that does not want it so does not hear it', () => {
    const seen = { ...moved('ana'), acts: [act({ kind: 'task', state: 'planned' })] }
    expect(told(given(), seen, pointOf({ acceptance: [] })).events).toEqual([])
  })
})

test('a meeting that the buyer booked stops their wait, and is neither touch nor acceptance of whom it is with', () => {
  const { events, after } = told(given(), record({ acts: [meeting({ bookedByBuyer: true })] }))
  expect(events).toEqual([{ type: 'buyer_booked', at: minutes(12), activityId: 'meeting', meetingAt: minutes(3_000) }])
  expect(after).toMatchObject({ touched: null, accepted: null })
  expect(told1([meeting({ bookedByBuyer: true, createdAt: T0 - 1 })])).toEqual([])
})
