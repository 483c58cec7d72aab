import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../shared/session.ts'
import { eachRole } from '../support/eachRole.ts'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'
import { allow, newVerifier, post, signInOver, workspaceIn } from '../support/signIn.ts'
import { rowsOf } from '../../server/store/query.ts'
import { sql } from 'drizzle-orm'
import { TRPCClientError } from '@trpc/client'

let running: Running
beforeAll(async () => {
  running = await startRunning()
  await running.world.at('2026-11-23T10:00:00Z')
})
afterAll(() => running.close())

const P = 'urn:baton:problem:'
const url = () => running.server.url
const workspace = async (): Promise<string> => (await running.world.workspace(eachRole())).id
const as = async (id: string, person: string) =>
  clientOf(url(), (await signInAs(running.world, id, person)).tokens.access)
const refusal = (asked: Promise<unknown>) => asked.then(() => null, problemOf)
const nia = (role: Role = 'rep', more = {}) => ({
  name: 'Nia Bell',
  email: 'nia@example.com',
  role,
  teamId: null,
  ...more,
})
const rowOf = async (by: Awaited<ReturnType<typeof as>>, email = 'nia@example.com') =>
  (await by.people.list.query()).people.find((row) => row.email === email)

test('an invite lets in a new colleague with the role that the inviter fixed, whatever is asked later', async () => {
  const admin = await as(await workspace(), 'ruth')
  const { token, personId, until } = await admin.people.invite.mutate(nia('rep', { teamId: 'inbound' }))
  expect(until).toMatch(/^2026-11-30T10:/)
  expect(await rowOf(admin)).toMatchObject({
    id: personId,
    role: 'rep',
    team: { id: 'inbound', name: 'Inbound' },
    status: 'invited',
    linkUntil: until,
    sessions: 0,
    lastSeenAt: null,
  })
  expect(await post(url(), 'look', { token })).toMatchObject({
    kind: 'invite',
    invitedBy: 'Ruth Adeyemi',
    person: { name: 'Nia Bell', role: 'rep' },
  })
  const forged = await post(url(), 'allow', { token, challenge: newVerifier().challenge, role: 'admin' })
  expect(forged).toMatchObject({ type: `${P}invalid-field` })
  const { tokens, me } = await signInOver(url(), token)
  expect(me.person).toEqual({ id: personId, name: 'Nia Bell', email: 'nia@example.com', role: 'rep', team: 'Inbound' })
  expect(await refusal(clientOf(url(), tokens.access).people.list.query())).toBe(`${P}not-allowed`)
  expect(await rowOf(admin)).toMatchObject({ status: 'active', linkUntil: null, sessions: 1 })
  expect((await rowOf(admin))?.lastSeenAt).toMatch(/^2026-11-23T10:/)
})

test('an address that is taken is refused by its field, in whatever case, and a team that is not there', async () => {
  const admin = await as(await workspace(), 'ruth')
  const fieldsOf = (asked: Promise<unknown>) =>
    asked.then(
      () => null,
      (error: unknown) => (error instanceof TRPCClientError ? error.data.problem.errors[0].field : null),
    )
  expect(await fieldsOf(admin.people.invite.mutate(nia('rep', { email: 'ANA@example.com' })))).toBe('email')
  expect(await fieldsOf(admin.people.invite.mutate(nia('rep', { teamId: 'nowhere' })))).toBe('teamId')
  const both = await Promise.all([1, 2].map(() => fieldsOf(admin.people.invite.mutate(nia()))))
  expect(both.toSorted()).toEqual(['email', null].toSorted())
  expect(await fieldsOf(admin.people.invite.mutate(nia('rep', { name: 'a\u0000b', email: 'x@example.com' })))).toBe(
    'name',
  )
})

test('RevOps lets in reps and managers, an admin anybody, and nobody lets in by a link whom they may not', async () => {
  const id = await workspace()
  const [revops, admin] = [await as(id, 'otto'), await as(id, 'ruth')]
  expect((await revops.people.list.query()).grants).toEqual(['rep', 'manager'])
  expect((await admin.people.list.query()).grants).toEqual(['rep', 'manager', 'revops', 'admin'])
  for (const role of ['revops', 'admin'] as const)
    expect(await refusal(revops.people.invite.mutate(nia(role)))).toBe(`${P}not-allowed`)
  await revops.people.invite.mutate(nia('manager'))
  for (const personId of ['ruth', 'rosa']) {
    expect(await refusal(revops.people.newLink.mutate({ personId }))).toBe(`${P}not-allowed`)
    expect(await refusal(revops.people.revokeLink.mutate({ personId }))).toBe(`${P}not-allowed`)
  }
  for (const personId of ['ana', 'otto'])
    expect((await revops.people.newLink.mutate({ personId })).personId).toBe(personId)
  await admin.people.invite.mutate(nia('admin', { email: 'new-admin@example.com' }))
})

test('a manager sees their teams and themselves, a rep nobody', async () => {
  const id = await workspace()
  const seen = await (await as(id, 'max')).people.list.query()
  expect(seen.people.map((row) => row.id)).toEqual(['ana', 'dana', 'max'])
  expect(seen.teams).toEqual([{ id: 'inbound', name: 'Inbound' }])
  expect(seen.grants).toEqual([])
  expect(await refusal((await as(id, 'ana')).people.list.query())).toBe(`${P}not-allowed`)
})

test('a new link ends the one before, and one that is withdrawn lets nobody in', async () => {
  const admin = await as(await workspace(), 'ruth')
  const { token: first, personId } = await admin.people.invite.mutate(nia())
  const { token: second } = await admin.people.newLink.mutate({ personId })
  const stateOf = async (token: string) => (await post<{ type?: string }>(url(), 'look', { token })).type
  expect([await stateOf(first), await stateOf(second)]).toEqual([`${P}link-revoked`, undefined])
  await admin.people.revokeLink.mutate({ personId })
  await admin.people.revokeLink.mutate({ personId })
  expect(await stateOf(second)).toBe(`${P}link-revoked`)
  expect(await rowOf(admin)).toMatchObject({ status: 'link_ended', linkUntil: null })
  await admin.people.newLink.mutate({ personId })
  await running.world.fastForward('8 days')
  const later = await signInAs(running.world, workspaceIn(second), 'ruth')
  expect(await rowOf(clientOf(url(), later.tokens.access))).toMatchObject({ status: 'link_ended', linkUntil: null })
})

test('an admin signs a colleague out everywhere', async () => {
  const id = await workspace()
  const [admin, ana] = [await as(id, 'ruth'), await as(id, 'ana')]
  await as(id, 'ana')
  expect(await rowOf(admin, 'ana@example.com')).toMatchObject({ sessions: 2, status: 'active' })
  await admin.people.signOutEverywhere.mutate({ personId: 'ana' })
  expect(await refusal(ana.me.query())).toBe(`${P}signed-out`)
  expect(await rowOf(admin, 'ana@example.com')).toMatchObject({ sessions: 0, status: 'signed_out' })
})

test('a session that was not used for a month is none', async () => {
  const id = await workspace()
  await as(id, 'ana')
  await running.world.fastForward('31 days')
  const row = await rowOf(await as(id, 'ruth'), 'ana@example.com')
  expect(row).toMatchObject({ sessions: 0, status: 'signed_out' })
  expect(row?.lastSeenAt).not.toBeNull()
})

test('each of these is in the audit log with its author, and no secret is', async () => {
  const id = await workspace()
  const admin = await as(id, 'ruth')
  const { token, personId } = await admin.people.invite.mutate(nia('manager'))
  const { token: second } = await admin.people.newLink.mutate({ personId })
  await allow(url(), second, newVerifier().challenge)
  await admin.people.revokeLink.mutate({ personId })
  await admin.people.setRole.mutate({ personId, role: 'rep' })
  await admin.people.signOutEverywhere.mutate({ personId })
  const rows = await running.world.read(id, ({ db }) =>
    rowsOf<{ act: string; actor_id: string | null; body: unknown }>(
      db,
      sql`select act, actor_id, body from audit where target = ${personId} order by at, id`,
    ),
  )
  expect(rows.map(({ act, actor_id: by }) => [act, by])).toEqual([
    ['person.invited', 'ruth'],
    ['link.created', 'ruth'],
    ['link.created', 'ruth'],
    ['sign_in.allowed', personId],
    ['link.revoked', 'ruth'],
    ['person.role_changed', 'ruth'],
    ['session.ended_everywhere', 'ruth'],
  ])
  const all = JSON.stringify(rows)
  for (const secret of [token, second]) expect(all).not.toContain(secret.slice(secret.indexOf('.') + 1))
  expect(all).toContain('"from":"manager"')
})
