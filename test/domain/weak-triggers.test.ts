import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { weakTriggers } from '../../server/domain/weakTriggers.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { arrive } from '../support/arrivals.ts'
import { law } from '../support/law.ts'
import { playbookOf, pointWith, sighted, trigger } from '../support/triggering.ts'

const fits = [{ id: 'icp', name: 'Ideal', when: { field: 'account.size', atLeast: 200 } }]
const found = (points: HandoffPoint[], seen?: string[]) =>
  weakTriggers(playbookOf(points, { fits }), seen === undefined ? undefined : new Set(seen)).map(
    ({ code, path, other }) => (other === undefined ? [code, path] : [code, path, other]),
  )
const first = 'points.0.triggers.0'
const fit = { when: { fit: 'icp' } }
const only = (...triggers: Trigger[]) => [pointWith(triggers)]

test.each<[string, HandoffPoint[], string[][]]>([
  ['asks nothing of anybody', only(trigger('demo', ['demo'])), [['no_fit', first]]],
  ['asks for a fit', only(trigger('demo', ['demo'], fit)), []],
  [
    'has its intent from the person',
    only(
      trigger('demo', ['demo'], { tierWhen: [{ when: { field: 'person.title', startsWith: 'VP' }, tier: 'high' }] }),
    ),
    [],
  ],
  ['is only nurtured', only(trigger('paper', ['paper'], { tier: 'low' })), []],
  ['is about deals', [pointWith([trigger('signed', ['signed'])], { recordTypes: ['deal'] })], []],
  [
    'waits for a date of records that the point does not take',
    [
      pointWith([trigger('renewal', ['due'], { date: { field: 'account.renewal', daysBefore: 90 } })], {
        recordTypes: ['deal'],
      }),
    ],
    [['no_observable_event', first]],
  ],
  [
    'contradicts itself',
    only(trigger('demo', ['demo'], { when: { all: [{ fit: 'icp' }, { field: 'account.size', below: 100 }] } })),
    [['never_fires', first]],
  ],
  [
    'wants another kind than its own',
    only(trigger('demo', ['demo'], { when: { all: [{ fit: 'icp' }, { field: 'signal.kind', is: 'pricing' }] } })),
    [['never_fires', first]],
  ],
  [
    'has an intent for which no clock runs',
    [pointWith([trigger('demo', ['demo'], fit)], { tiers: { high: null, medium: null, low: null } })],
    [['never_fires', first]],
  ],
  [
    'counts more kinds than there are',
    only(
      trigger('all', ['a', 'b'], {
        ...fit,
        counts: [{ over: 'record', atLeast: 3, distinct: { of: 'signal.kind', atLeast: 3 }, withinDays: 5 }],
      }),
    ),
    [['never_fires', first]],
  ],
  [
    'counts different values where all must share one',
    only(
      trigger('all', ['a'], {
        ...fit,
        counts: [{ over: 'account', atLeast: 3, distinct: { of: 'team', atLeast: 2 }, sharing: 'team', withinDays: 5 }],
      }),
    ),
    [['never_fires', first]],
  ],
  [
    'comes after one of the same point that is stronger and asks for less',
    only(trigger('demo', ['demo', 'pricing'], fit), trigger('big', ['demo'], { ...fit, tier: 'medium' })),
    [['never_fires', 'points.0.triggers.1', first]],
  ],
  [
    'asks for more, and is stronger',
    only(
      trigger('demo', ['demo'], { ...fit, tier: 'medium' }),
      trigger('big', ['demo'], { when: { all: [{ fit: 'icp' }, { field: 'account.size', atLeast: 900 }] } }),
    ),
    [],
  ],
  [
    'comes after a point that takes all of its signals',
    [pointWith([trigger('demo', ['demo'], fit)]), pointWith([trigger('demo', ['demo'], fit)], { id: 'second' })],
    [['never_fires', 'points.1.triggers.0', first]],
  ],
  [
    'comes after a point that takes some of its signals, with another intent',
    [
      pointWith([trigger('demo', ['demo'], { when: { field: 'account.size', atLeast: 900 } })]),
      pointWith([trigger('demo', ['demo'], { ...fit, tier: 'medium' })], { id: 'second' }),
    ],
    [['overlaps', 'points.1.triggers.0', first]],
  ],
  [
    'comes after a point that takes none of its signals',
    [
      pointWith([trigger('demo', ['demo'], { when: { field: 'account.size', below: 100 } })]),
      pointWith([trigger('demo', ['demo'], { ...fit, tier: 'medium' })], { id: 'second' }),
    ],
    [],
  ],
])('a trigger that %s', (_, points, expected) => {
  expect(found(points)).toEqual(expected)
})

test('a kind that has never come in is told where that is known', () => {
  const points = only(trigger('demo', ['demo'], fit), trigger('paper', ['paper', 'webinar'], fit))
  expect(found(points, ['webinar'])).toEqual([['no_observable_event', first]])
})

test('the playbook that a workspace begins with has no trigger that cannot fire, and two that ask nothing of the account', () => {
  const pool = { id: 'sdr', name: 'SDRs', members: [{ person: 'ana', weight: 1 }] }
  const playbook = defaultPlaybook({ calendars: [officeHours('office', 'UTC')], pool, catchAll: 'ruth' })
  expect(weakTriggers(playbook).filter(({ code }) => code !== 'no_fit')).toEqual([])
})

const kinds = ['a', 'b']
const when = fc.constantFrom<Trigger['when']>(
  undefined,
  { field: 'signal.fields.team', is: 'ops' },
  { not: { field: 'signal.fields.team', is: 'ops' } },
  { field: 'signal.fields.size', atLeast: 5 },
  {
    all: [
      { field: 'signal.fields.size', below: 5 },
      { field: 'signal.fields.team', in: ['ops', 'law'] },
    ],
  },
  {
    all: [
      { field: 'signal.fields.size', below: 5 },
      { field: 'signal.fields.size', atLeast: 5 },
    ],
  },
)
const anyTrigger = fc.record({
  kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
  tier: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
  when,
  counts: fc.option(
    fc.constantFrom<Trigger['counts']>(
      [{ over: 'record', atLeast: 2, withinDays: 5 }],
      [{ over: 'record', atLeast: 2, distinct: { of: 'kind', atLeast: 2 }, withinDays: 5 }],
    ),
    { nil: undefined, freq: 2 },
  ),
})
const TIERS = fc.constantFrom(undefined, { high: null, medium: null, low: null })
const points = fc
  .array(fc.tuple(fc.array(anyTrigger, { minLength: 1, maxLength: 4 }), TIERS), { minLength: 1, maxLength: 3 })
  .map((list) =>
    list.map(([triggers, tiers], i) =>
      pointWith(
        triggers.map(({ kinds: of, ...more }, j) => trigger(`t${j}`, of, more)),
        { id: `p${i}`, recordTypes: ['lead'], ...(tiers === undefined ? {} : { tiers }) },
      ),
    ),
  )
const signals = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      team: fc.constantFrom('ops', 'law', null),
      size: fc.constantFrom(3, '7', null),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((list) =>
    list.map(({ kind, team, size }, i) =>
      sighted(kind, `2026-11-23T1${i}:00:00Z`, 'ida', {
        id: `s${i}`,
        facts: { 'signal.fields.team': team, 'signal.fields.size': size },
      }),
    ),
  )

law('a trigger that is said never to fire opens nothing, whatever comes', fc.tuple(points, signals), ([list, come]) => {
  const playbook = playbookOf(list)
  const dead = new Set(
    weakTriggers(playbook).flatMap(({ code, path }) => {
      const [, point, , rank] = path.split('.').map(Number)
      const at = list[point ?? -1]
      return code === 'never_fires' ? [`${at?.id} ${at?.triggers[rank ?? -1]?.id}`] : []
    }),
  )
  const place = { playbook, company: null, nowMs: Date.parse('2026-11-23T18:00:00Z') }
  for (const { handoff } of arrive(place, come)) expect(dead).not.toContain(`${handoff.point} ${handoff.trigger}`)
})
