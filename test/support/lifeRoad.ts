import { expect } from 'vitest'
import { eventsOf } from '../../server/store/handoffs.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { clientOf, type Lives } from './lives.ts'
import type { roadOf } from './roads.ts'
import { MORNING, type Part, type Stage } from './stage.ts'

const FORM = {
  problem: 'Depots are planned by hand',
  qualification: 'Budget is there, she decides',
  meeting: 'Thursday at ten',
  next_step: 'Show night routes',
}

const CHRISTMAS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Baton//Test//EN',
  'BEGIN:VEVENT',
  'UID:christmas@example.com',
  'DTSTAMP:20261101T000000Z',
  'DTSTART;VALUE=DATE:20261225',
  'SUMMARY:Christmas',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

/** Handed over, asked about, given back, filled in, closed, opened again, given away, proved: each is sent until it is answered. */
export const lifeRoad = async (
  road: ReturnType<typeof roadOf>,
  { ref }: Part,
  lives: Lives,
  stage: Stage,
): Promise<void> => {
  const ana = (await road.signIn()).tokens.access
  const ruth = (await road.signInAsAdmin()).tokens.access
  const call = <T>(access: string, ask: (client: ReturnType<typeof clientOf>) => Promise<T>): Promise<T> =>
    lives.acknowledged((url) => ask(clientOf(url, access)))
  const press = (what: string) => ({ key: `${what}-of-${ref.id}`, pressedAt: MORNING })
  const handed = await call(ana, ({ handoffs }) =>
    handoffs.handOff.mutate({ ...press('hand-over'), record: ref, point: 'sdr_to_ae', values: FORM }),
  )
  expect(handed).toMatchObject({ outcome: 'done' })
  const handoffId = (handed.outcome === 'done' ? handed.handoffId : undefined) ?? ''
  const act = (what: string) => ({ handoffId, ...press(what) })
  const done = { outcome: 'done' }
  const items = ['timeline']
  expect(await call(ruth, ({ handoffs }) => handoffs.ask.mutate({ ...act('ask'), items, giveBack: false }))).toEqual(
    done,
  )
  expect(await call(ruth, ({ handoffs }) => handoffs.ask.mutate({ ...act('back'), items, giveBack: true }))).toEqual(
    done,
  )
  const values = { timeline: 'Before the first quarter closes' }
  expect(await call(ana, ({ handoffs }) => handoffs.giveContext.mutate({ ...act('give'), values }))).toEqual(done)
  expect(
    await call(ruth, ({ handoffs }) => handoffs.close.mutate({ ...act('close'), reason: 'other', note: 'Too early' })),
  ).toEqual(done)
  expect(await call(ruth, ({ handoffs }) => handoffs.reopen.mutate({ ...act('reopen'), note: 'They wrote' }))).toEqual(
    done,
  )
  expect(
    await call(ruth, ({ handoffs }) =>
      handoffs.tellEvidence.mutate({ ...act('proof'), evidence: 'meeting_held', note: 'On the phone' }),
    ),
  ).toEqual(done)
  expect(
    await call(ruth, ({ handoffs }) => handoffs.decideApproval.mutate({ ...act('yes'), approve: true })),
  ).toMatchObject({ refusal: 'not_approver' })
  expect(
    await call(ruth, ({ handoffs }) =>
      handoffs.reassign.mutate({ ...act('give-away'), to: 'dana', note: 'Her region' }),
    ),
  ).toEqual(done)
  expect(await call(ana, ({ handoffs }) => handoffs.recall.mutate({ ...act('recall'), note: 'A mistake' }))).toEqual(
    done,
  )
  const days = { calendar: 'office', text: CHRISTMAS, reason: 'Christmas' }
  const { version } = await call(ruth, ({ playbook }) => playbook.addDays.mutate(days))
  expect(await call(ruth, ({ playbook }) => playbook.addDays.mutate(days))).toMatchObject({ version })
  await call(ruth, ({ playbook }) => playbook.recalculate.mutate({}))
  await lives.delivered()
  const { env } = await lives.survivor()
  const events = await inWorkspace(env.database, stage.workspace, 'test', (tx) => eventsOf(tx, handoffId))
  expect(events.map(({ type }) => type)).toEqual([
    'opened',
    'assigned',
    'asked',
    'returned',
    'context_given',
    'assigned',
    'closed',
    'reopened',
    'assigned',
    'evidence_seen',
    'assigned',
    'closed',
  ])
}
