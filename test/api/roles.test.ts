import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../server/store/query.ts'
import { eachRole } from '../support/eachRole.ts'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'
import { allow, codeIn, newVerifier, post, signInOver } from '../support/signIn.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const P = 'urn:baton:problem:'
const url = () => running.server.url
const workspace = async (): Promise<string> => (await running.world.workspace(eachRole())).id
const as = async (id: string, person: string) =>
  clientOf(url(), (await signInAs(running.world, id, person)).tokens.access)
const refusal = (asked: Promise<unknown>) => asked.then(() => null, problemOf)
const rowOf = async (by: Awaited<ReturnType<typeof as>>, personId: string) =>
  (await by.people.list.query()).people.find(({ id }) => id === personId)

test('a role counts from the next request on, and nobody changes their own', async () => {
  const id = await workspace()
  const [admin, otto] = [await as(id, 'ruth'), await as(id, 'otto')]
  expect((await otto.people.list.query()).grants).toEqual(['rep', 'manager'])
  await admin.people.setRole.mutate({ personId: 'otto', role: 'manager' })
  expect((await otto.people.list.query()).grants).toEqual([])
  expect((await otto.me.query()).person.role).toBe('manager')
  await admin.people.setRole.mutate({ personId: 'otto', role: 'rep' })
  expect(await refusal(otto.people.list.query())).toBe(`${P}not-allowed`)
  expect(await refusal(admin.people.setRole.mutate({ personId: 'ruth', role: 'rep' }))).toBe(`${P}not-allowed`)
  expect(await refusal(admin.people.setRole.mutate({ personId: 'nobody', role: 'rep' }))).toBe(`${P}not-found`)
})

test('nobody comes by a higher role with a link or a session from before', async () => {
  const id = await workspace()
  const [admin, revops] = [await as(id, 'ruth'), await as(id, 'otto')]
  const personId = 'ana'
  // RevOps may make links for a rep. One they use themselves, of one they have the code, one they keep.
  const link = async () => (await revops.people.newLink.mutate({ personId })).token
  const { tokens } = await signInOver(url(), await link())
  const kept = await link()
  const { verifier, challenge } = newVerifier()
  const code = codeIn(await allow(url(), kept, challenge))
  await admin.people.setRole.mutate({ personId, role: 'admin' })
  expect(await rowOf(admin, personId)).toMatchObject({
    role: 'admin',
    status: 'signed_out',
    sessions: 0,
    linkUntil: null,
  })
  const { access, refresh } = tokens
  expect(await refusal(clientOf(url(), access).me.query())).toBe(`${P}signed-out`)
  expect(await refusal(clientOf(url()).auth.refresh.mutate({ refresh }))).toBe(`${P}signed-out`)
  expect(await post(url(), 'look', { token: kept })).toMatchObject({ type: `${P}link-revoked` })
  const exchanged = clientOf(url()).auth.exchange.mutate({ workspace: id, verifier, code })
  expect(await refusal(exchanged)).toBe(`${P}link-revoked`)
  expect(await refusal(revops.people.newLink.mutate({ personId }))).toBe(`${P}not-allowed`)
  const acts = await running.world.read(id, ({ db }) =>
    rowsOf<{ act: string }>(db, sql`select act from audit where target = 'ana' and actor_id = 'ruth' order by act`),
  )
  expect(acts.map(({ act }) => act)).toEqual(['link.revoked', 'person.role_changed', 'session.ended_everywhere'])
})

test('a lower role keeps its sessions, and the link that is out ends', async () => {
  const id = await workspace()
  const [admin, max] = [await as(id, 'ruth'), await as(id, 'max')]
  await admin.people.newLink.mutate({ personId: 'max' })
  await admin.people.setRole.mutate({ personId: 'max', role: 'rep' })
  expect((await max.me.query()).person.role).toBe('rep')
  expect(await rowOf(admin, 'max')).toMatchObject({ sessions: 1, linkUntil: null })
})

test('a link that is made while its person rises is refused, or ends', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await workspace()
    const [admin, revops] = [await as(id, 'ruth'), await as(id, 'otto')]
    const personId = 'ana'
    const [made] = await Promise.all([
      revops.people.newLink.mutate({ personId }).then(({ token }) => token, problemOf),
      admin.people.setRole.mutate({ personId, role: 'admin' }),
    ])
    const left = made === `${P}not-allowed` ? made : await post(url(), 'look', { token: made })
    expect([`${P}not-allowed`, expect.objectContaining({ type: `${P}link-revoked` })]).toContainEqual(left)
  }
})

test('of two admins who take the role from each other at once, one remains', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await workspace()
    const [ruth, rosa] = [await as(id, 'ruth'), await as(id, 'rosa')]
    const outcomes = await Promise.all([
      refusal(ruth.people.setRole.mutate({ personId: 'rosa', role: 'rep' })),
      refusal(rosa.people.setRole.mutate({ personId: 'ruth', role: 'rep' })),
    ])
    expect(outcomes.toSorted()).toEqual([`${P}not-allowed`, null].toSorted())
    const admins = await running.world.read(id, ({ db }) =>
      rowsOf<{ id: string }>(db, sql`select id from people where role = 'admin'`),
    )
    expect(admins).toHaveLength(1)
  }
})
