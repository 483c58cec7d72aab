import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { sentWeeks } from '../../server/domain/sentWeeks.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'
import { opened } from '../support/given.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

type Told = { handoffId: string; event: HandoffEvent }
const at = (iso: string): number => Date.parse(iso)

const sent = (handoffId: string, iso: string): Told => ({ handoffId, event: opened({ at: at(iso), t0: at(iso) }) })
const accepted = (handoffId: string, iso: string): Told => ({
  handoffId,
  event: { type: 'accepted', at: at(iso), by: 'ana', via: 'accept', pressedAt: at(iso) },
})
const declined = (handoffId: string, iso: string, reason: DeclineReason): Told => ({
  handoffId,
  event: { type: 'declined', at: at(iso), by: 'ana', reason, noteId: null, pressedAt: at(iso) },
})
const asked = (handoffId: string, iso: string, items: string[], type: 'asked' | 'returned' = 'asked'): Told => ({
  handoffId,
  event: {
    type,
    at: at(iso),
    by: 'ana',
    to: 'sam',
    items,
    number: 1,
    noteId: null,
    dueAt: null,
    pressedAt: at(iso),
  },
})

const NOTHING = { sent: 0, accepted: 0, asked: 0, returned: 0, declined: 0, why: [] }

test('each week says what came of what was sent, the latest first', () => {
  const told = [
    sent('one', '2026-11-17T10:00:00Z'),
    sent('two', '2026-11-18T10:00:00Z'),
    accepted('one', '2026-11-18T11:00:00Z'),
    declined('two', '2026-11-23T09:00:00Z', 'wrong_territory'),
  ]
  expect(sentWeeks(told, 'UTC')).toEqual([
    { ...NOTHING, week: '2026-11-23', declined: 1, why: [{ code: 'wrong_territory', count: 1 }] },
    { ...NOTHING, week: '2026-11-16', sent: 2, accepted: 1 },
  ])
})

test('a handoff counts once a week, and the reasons each time', () => {
  const told = [
    asked('one', '2026-11-23T10:00:00Z', ['problem', 'timeline']),
    asked('one', '2026-11-24T10:00:00Z', ['problem']),
    asked('two', '2026-11-24T10:00:00Z', ['problem'], 'returned'),
    declined('three', '2026-11-25T10:00:00Z', 'bad_data'),
  ]
  expect(sentWeeks(told, 'UTC')).toEqual([
    {
      ...NOTHING,
      week: '2026-11-23',
      asked: 1,
      returned: 1,
      declined: 1,
      why: [
        { code: 'problem', count: 3 },
        { code: 'bad_data', count: 1 },
        { code: 'timeline', count: 1 },
      ],
    },
  ])
})

test.each<[what: string, iso: string, zone: string, week: string]>([
  ['Sunday’s last second', '2026-11-22T23:59:59Z', 'UTC', '2026-11-16'],
  ['Monday’s first', '2026-11-23T00:00:00Z', 'UTC', '2026-11-23'],
  ['Sunday night in London, Monday in Tokyo', '2026-11-22T20:00:00Z', 'Asia/Tokyo', '2026-11-23'],
  ['Monday morning in London, Sunday in New York', '2026-11-23T03:00:00Z', 'America/New_York', '2026-11-16'],
  ['New Year’s Day, of a week that began in the old year', '2027-01-01T12:00:00Z', 'UTC', '2026-12-28'],
])('%s belongs to the week of its Monday', (_, iso, zone, week) => {
  expect(sentWeeks([sent('one', iso)], zone)).toEqual([{ ...NOTHING, week, sent: 1 }])
})

test('a week in which nothing of this happened is not there', () => {
  const event: HandoffEvent = { type: 'corroborated', at: at('2026-11-23T10:00:00Z'), activityId: 'act' }
  expect(sentWeeks([{ handoffId: 'one', event }], 'UTC')).toEqual([])
  expect(sentWeeks([], 'UTC')).toEqual([])
})

const id = fc.constantFrom('one', 'two', 'three')
const instant = fc.integer({ min: 0, max: 60 }).map((days) => new Date(Date.UTC(2026, 9, 1 + days, 12)).toISOString())
const told: fc.Arbitrary<Told[]> = fc.array(
  fc.oneof(
    fc.tuple(id, instant).map(([who, when]) => sent(who, when)),
    fc.tuple(id, instant).map(([who, when]) => accepted(who, when)),
    fc.tuple(id, instant, fc.constantFrom<DeclineReason[]>('bad_data', 'other')).map((each) => declined(...each)),
    fc
      .tuple(id, instant, fc.subarray(['problem', 'scope'], { minLength: 1 }), fc.constantFrom('asked', 'returned'))
      .map((each) => asked(...each)),
  ),
)

law(
  'the order in which they are told changes nothing, and every reason is counted',
  fc.tuple(told, fc.nat()),
  ([all, n]) => {
    const weeks = sentWeeks(all, 'UTC')
    const cut = all.length === 0 ? 0 : n % all.length
    expect(sentWeeks([...all.slice(cut), ...all.slice(0, cut)].toReversed(), 'UTC')).toEqual(weeks)
    expect(weeks.map(({ week }) => week)).toEqual(
      weeks
        .map(({ week }) => week)
        .toSorted()
        .toReversed(),
    )
    const reasons = all.flatMap(({ event }) =>
      event.type === 'declined'
        ? [event.reason]
        : event.type === 'asked' || event.type === 'returned'
          ? event.items
          : [],
    )
    const counted = weeks.flatMap(({ why }) => why).reduce((sum, { count }) => sum + count, 0)
    expect(counted).toBe(reasons.length)
    for (const week of weeks)
      for (const part of [week.sent, week.accepted, week.asked, week.returned, week.declined])
        expect(part).toBeLessThanOrEqual(3)
  },
)
