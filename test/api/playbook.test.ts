import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { rowsOf } from '../../server/store/query.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { eachRole } from '../support/eachRole.ts'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
  await running.world.at('2026-11-23T10:00:00Z')
})
afterAll(() => running.close())

const P = 'urn:baton:problem:'
const workspace = async () => running.world.workspace(eachRole())
const as = async (id: string, person: string) =>
  clientOf(running.server.url, (await signInAs(running.world, id, person)).tokens.access)
const kept = (id: string) =>
  running.world.read(id, async ({ db }) => ({
    versions: (await rowsOf<{ version: number }>(db, sql`select version from playbooks order by version`)).map(
      ({ version }) => version,
    ),
    audit: await rowsOf<{ actor_id: string; target: string; body: unknown }>(
      db,
      sql`select actor_id, target, body from audit where act = 'playbook.published'`,
    ),
  }))

test('the live playbook is shown with its version, who published it and why, and what is found in it', async () => {
  const { id } = await workspace()
  const live = await (await as(id, 'max')).playbook.live.query()
  expect(live).toMatchObject({
    version: 1,
    publishedBy: null,
    reason: 'Set up',
    publishedAt: expect.stringMatching(/^2026-11-23T10:/),
  })
  expect(live.playbook.points).toHaveLength(7)
  expect(live.findings.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(live.people).toContainEqual({ id: 'ana', name: 'Ana Sousa' })
})

test('what is found in it is found today: who has left is told of', async () => {
  const { id } = await workspace()
  await running.world.read(id, ({ db }) => db.execute(sql`update people set left_at = baton_now() where id = 'dana'`))
  const { findings } = await (await as(id, 'ruth')).playbook.live.query()
  expect(findings).toContainEqual({
    path: 'pools.0.members.1.person',
    problem: 'nobody here has the id «dana»',
    kind: 'error',
  })
})

test('a playbook goes out as a file, is changed there, and comes back as the next version', async () => {
  const { id } = await workspace()
  const admin = await as(id, 'ruth')
  const { name, text } = await admin.playbook.export.query()
  expect(name).toBe('playbook-1.yaml')
  expect(await admin.playbook.import.mutate({ text, reason: 'Nothing new' })).toMatchObject({ version: 1 })
  const changed = text.replace('minutes: 15 }', 'minutes: 10 }')
  expect(await admin.playbook.check.mutate({ text: changed })).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ kind: 'error' })]),
  )
  expect(await kept(id)).toEqual({ versions: [1], audit: [] })
  const otto = await as(id, 'otto')
  expect(await otto.playbook.import.mutate({ text: changed, reason: ' Ten minutes ' })).toMatchObject({ version: 2 })
  expect(await otto.playbook.import.mutate({ text: changed, reason: 'Sent twice' })).toMatchObject({ version: 2 })
  expect(await kept(id)).toEqual({
    versions: [1, 2],
    audit: [{ actor_id: 'otto', target: '2', body: { reason: 'Ten minutes' } }],
  })
  const live = await admin.playbook.live.query()
  expect(live).toMatchObject({ version: 2, reason: 'Ten minutes', publishedBy: expect.stringMatching(/^Otto/) })
  expect(live.playbook.points[0]?.tiers.high?.accept).toEqual({ kind: 'working', minutes: 10 })
})

test('two who publish at once make two versions, and neither is lost', async () => {
  const { id } = await workspace()
  const [ruth, otto] = [await as(id, 'ruth'), await as(id, 'otto')]
  const { text } = await ruth.playbook.export.query()
  const publish = (by: typeof ruth, minutes: number) =>
    by.playbook.import.mutate({ text: text.replace('minutes: 15 }', `minutes: ${minutes} }`), reason: String(minutes) })
  const answers = await Promise.all([publish(ruth, 9), publish(otto, 8)])
  expect(answers.map(({ version }) => version).toSorted()).toEqual([2, 3])
  const { versions, audit } = await kept(id)
  expect(versions).toEqual([1, 2, 3])
  expect(audit.map(({ target }) => target).toSorted()).toEqual(['2', '3'])
})

test('a handoff keeps the version that it was made with; the next one has the new one', async () => {
  const { id } = await workspace()
  const admin = await as(id, 'ruth')
  const open = async () => {
    const ref = leadRef()
    running.world.crm.put(lead(ref))
    const { handoffId } = await receiveSignal(running.world.env, id, demoRequest(ref))
    return { ref, handoffId: handoffId ?? '' }
  }
  const clock = async (ref: ReturnType<typeof leadRef>) =>
    (await (await as(id, 'ana')).handoffs.forRecord.query({ record: ref })).handoff?.clocks.map(({ dueAt }) =>
      dueAt.slice(11, 16),
    )
  const before = await open()
  expect(await clock(before.ref)).toEqual(['10:15', '11:00'])
  const { text } = await admin.playbook.export.query()
  await admin.playbook.import.mutate({
    text: text.replace('minutes: 15 }', 'minutes: 5 }').replace('name: Demo call', 'name: Quick call'),
    reason: 'Faster',
  })
  const after = await open()
  expect(await clock(before.ref)).toEqual(['10:15', '11:00'])
  expect(await clock(after.ref)).toEqual(['10:05', '11:00'])
  const ana = await as(id, 'ana')
  expect(await ana.handoffs.accept.mutate(press(before.handoffId))).toEqual({ outcome: 'done' })
  const shown = async (ref: ReturnType<typeof leadRef>) => (await ana.handoffs.forRecord.query({ record: ref })).handoff
  expect((await shown(before.ref))?.receipt.playbookVersion).toBe(1)
  expect((await shown(after.ref))?.next.name).toBe('Quick call')
  expect((await shown(before.ref))?.next.name).toBe('Demo call')
})

describe('a playbook with errors is refused with path, line and reason, and nothing is stored', () => {
  test.each<[string, (text: string) => string, { path: string; problem: RegExp }]>([
    [
      'no evidence of completion',
      (text) => text.replace(/completion:\n(?: {6}.*\n)+/, 'completion: []\n'),
      { path: 'points.0.completion', problem: /^needs at least one completion evidence$/ },
    ],
    [
      'a calendar without a window',
      (text) => text.replace(/weekly:\n(?: {6}.*\n)+/, 'weekly: []\n'),
      { path: 'calendars.0', problem: /no working time/ },
    ],
    [
      'an unknown field',
      (text) => text.replace('    to: SDR', '    too: x\n    to: SDR'),
      { path: 'points.0.too', problem: /«too» is not known here/ },
    ],
    [
      'a sender who is the only receiver',
      (text) =>
        text
          .replace('    receiverRole: sdr', '    sender: ruth@example.com\n    receiverRole: sdr')
          .replace('      - { id: pool, name: Inbound SDRs, kind: pool, pool: sdr }\n', ''),
      {
        path: 'points.0.sender',
        problem: /«ruth» sends to «marketing_to_sdr» and is the only one who could receive it/,
      },
    ],
    ['no YAML', (text) => text.replace('pools:', 'pools: ['), { path: '', problem: /^is no YAML: / }],
  ])('%s', async (_, broken, { path, problem }) => {
    const { id } = await workspace()
    const admin = await as(id, 'ruth')
    const { text } = await admin.playbook.export.query()
    const answer = await admin.playbook.import.mutate({ text: broken(text), reason: 'Try' })
    expect(answer.version).toBeNull()
    expect(answer.findings.filter(({ kind }) => kind === 'error')).toEqual([
      { path, problem: expect.stringMatching(problem), kind: 'error', line: expect.any(Number) },
    ])
    expect(await admin.playbook.check.mutate({ text: broken(text) })).toEqual(answer.findings)
    expect(await kept(id)).toEqual({ versions: [1], audit: [] })
  })
})

test('what is no playbook file is told what is wrong with the asking', async () => {
  const admin = await as((await workspace()).id, 'ruth')
  const refused = (input: { text: string; reason: string }) =>
    admin.playbook.import.mutate(input).then(() => null, problemOf)
  expect(await refused({ text: 'points: []', reason: ' ' })).toBe(`${P}invalid-field`)
  expect(await refused({ text: '', reason: 'Try' })).toBe(`${P}invalid-field`)
  expect(await refused({ text: '# '.repeat(700_000), reason: 'Try' })).toBe(`${P}invalid-field`)
})
