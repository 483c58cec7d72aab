import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../server/store/query.ts'
import { eachRole } from '../support/eachRole.ts'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'
import type { Playbook } from '../../shared/playbook.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
  await running.world.at('2026-11-23T10:00:00Z')
})
afterAll(() => running.close())

const CONFLICT = 'urn:baton:problem:conflict'
const office = async () => {
  const { id } = await running.world.workspace(eachRole())
  const as = async (person: string) =>
    clientOf(running.server.url, (await signInAs(running.world, id, person)).tokens.access)
  return { id, otto: await as('otto'), ruth: await as('ruth') }
}
const named = (playbook: Playbook, name: string): Playbook => ({
  ...playbook,
  points: playbook.points.map((point, i) => (i === 0 ? { ...point, name } : point)),
})
const acts = (id: string) =>
  running.world.read(id, async ({ db }) =>
    (
      await rowsOf<{ who: string; act: string }>(
        db,
        sql`select actor_id as who, act from audit where act ~ '^(draft|playbook)[.]' order by id`,
      )
    ).map(({ who, act }) => `${who} ${act}`),
  )

test('a draft begins as the live version, says in words how it differs, and becomes the next one with a reason', async () => {
  const { id, otto } = await office()
  expect(await otto.draft.get.query()).toBeNull()
  const begun = await otto.draft.lock.mutate({ takeOver: false })
  expect(begun).toMatchObject({ base: 1, live: 1, revision: 0, changes: [], editor: { id: 'otto', isYou: true } })
  const playbook = named(begun.playbook, 'From the website')
  const saved = await otto.draft.save.mutate({ revision: 0, playbook })
  const was = begun.playbook.points[0]?.name
  expect(saved.changes).toEqual([
    { path: 'points.0.name', where: ['points', 'From the website'], field: 'name', was, becomes: 'From the website' },
  ])
  expect((await otto.draft.save.mutate({ revision: 0, playbook })).revision).toBe(1)
  expect(await otto.draft.publish.mutate({ revision: 1, over: 1, reason: ' Clearer ' })).toMatchObject({ version: 2 })
  expect(await otto.draft.get.query()).toBeNull()
  expect(await otto.playbook.live.query()).toMatchObject({ version: 2, reason: 'Clearer' })
  expect(await otto.draft.rollBack.mutate({ version: 1, over: 2, reason: 'It was not' })).toMatchObject({ version: 3 })
  const live = await otto.playbook.live.query()
  expect(live.playbook).toEqual(begun.playbook)
  expect(await acts(id)).toEqual(['otto draft.begun', 'otto playbook.published', 'otto playbook.rolled_back'])
})

test('one edits at a time; whoever is not heard of for two minutes no longer does, and a take-over is on record', async () => {
  const { id, otto, ruth } = await office()
  const { playbook } = await otto.draft.lock.mutate({ takeOver: false })
  const refusal = await ruth.draft.lock.mutate({ takeOver: false }).catch((error: unknown) => error)
  expect(problemOf(refusal)).toBe(CONFLICT)
  expect(JSON.stringify(refusal)).toContain('Otto Lind is editing the draft')
  const save = (by: typeof otto, revision: number) => by.draft.save.mutate({ revision, playbook: named(playbook, 'A') })
  expect(await save(ruth, 0).catch(problemOf)).toBe(CONFLICT)
  expect(await ruth.draft.publish.mutate({ revision: 0, over: 1, reason: 'Mine' }).catch(problemOf)).toBe(CONFLICT)
  expect((await ruth.draft.lock.mutate({ takeOver: true })).editor).toMatchObject({ id: 'ruth', isYou: true })
  expect((await otto.draft.get.query())?.editor).toMatchObject({ name: expect.stringMatching(/^Ruth/), isYou: false })
  expect(await save(otto, 0).catch(problemOf)).toBe(CONFLICT)
  await running.world.fastForward('2 minutes')
  expect((await otto.draft.get.query())?.editor).toBeNull()
  expect((await otto.draft.lock.mutate({ takeOver: false })).editor).toMatchObject({ id: 'otto' })
  expect(await acts(id)).toEqual(['otto draft.begun', 'ruth draft.taken_over'])
})

test('a draft from an older version is published only by whoever says which one it replaces', async () => {
  const { otto, ruth } = await office()
  const { playbook } = await otto.draft.lock.mutate({ takeOver: false })
  await otto.draft.save.mutate({ revision: 0, playbook: named(playbook, 'A') })
  const { text } = await ruth.playbook.export.query()
  await ruth.playbook.import.mutate({ text: text.replace('minutes: 15 }', 'minutes: 10 }'), reason: 'Faster' })
  const publish = (over: number) => otto.draft.publish.mutate({ revision: 1, over, reason: 'Clearer' })
  const refusal = await publish(1).catch((error: unknown) => error)
  expect(JSON.stringify(refusal)).toContain('The draft began from version 1, and version 2 is live.')
  expect(await otto.draft.get.query()).toMatchObject({ base: 1, live: 2 })
  expect(await publish(2)).toMatchObject({ version: 3 })
})

test('a draft that names somebody who has left is kept, but not published, and says where', async () => {
  const { id, otto } = await office()
  const { playbook } = await otto.draft.lock.mutate({ takeOver: false })
  await running.world.read(id, ({ db }) => db.execute(sql`update people set left_at = baton_now() where id = 'dana'`))
  const path = 'pools.0.members.1.person'
  const { findings } = await otto.draft.save.mutate({ revision: 0, playbook: named(playbook, 'A') })
  expect(findings).toContainEqual(expect.objectContaining({ path, kind: 'error' }))
  const answer = await otto.draft.publish.mutate({ revision: 1, over: 1, reason: 'Try' })
  expect(answer.version).toBeNull()
  expect(answer.findings).toContainEqual(expect.objectContaining({ path, kind: 'error' }))
  expect(await otto.draft.get.query()).toMatchObject({ revision: 1 })
  expect(await otto.draft.rollBack.mutate({ version: 1, over: 1, reason: 'Back' })).toMatchObject({ version: null })
})
