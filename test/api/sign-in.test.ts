import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { rowsOf } from '../../server/store/query.ts'
import type { LinkView } from '../../shared/consent.ts'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, startRunning } from '../support/running.ts'
import { allow, codeIn, newVerifier, OUR_REDIRECT, post, signInOver, workspaceIn } from '../support/signIn.ts'
import { sql } from 'drizzle-orm'

let running: Running
beforeAll(async () => {
  running = await startRunning()
  await running.world.at('2026-11-23T10:00:00Z')
})
afterAll(() => running.close())

const P = 'urn:baton:problem:'
const url = () => running.server.url
const linkFor = async (person = 'ana', workspace?: string): Promise<string> => {
  const id = workspace ?? (await running.world.workspace()).id
  return running.world.read(id, (tx) => createSignInLink(running.world.env, tx, person, 'sign_in'))
}
const exchange = (token: string, verifier: string, code: string, workspace = workspaceIn(token)) =>
  clientOf(url()).auth.exchange.mutate({ workspace, verifier, code })
const typeOf = async (asked: Promise<unknown>): Promise<string | null> =>
  asked.then((answer) => (answer as { type?: string }).type ?? null, problemOf)
const sessionsOf = (workspace: string) =>
  running.world.read(workspace, ({ db }) => rowsOf<{ id: string }>(db, sql`select id from families`))

test('a link shows whom it signs in, consent gives a code in the redirect, and the code a session', async () => {
  const token = await linkFor()
  const { verifier, challenge } = newVerifier()
  expect(await post<LinkView>(url(), 'look', { token })).toEqual({
    kind: 'sign_in',
    workspace: 'Test',
    person: { name: 'Ana Sousa', email: 'ana@example.com', role: 'rep' },
    invitedBy: null,
    until: expect.stringMatching(/^2026-11-30T10:00/),
  })
  const answer = await allow(url(), token, challenge, { state: 'a&state=b' })
  const redirect = new URL('redirect' in answer ? answer.redirect : '')
  expect(redirect.href.startsWith(`${OUR_REDIRECT}?code=`)).toBe(true)
  expect([...redirect.searchParams.keys()]).toEqual(['code', 'state'])
  expect(redirect.searchParams.get('state')).toBe('a&state=b')
  const { tokens, me } = await exchange(token, verifier, codeIn(answer))
  expect(me.person).toMatchObject({ id: 'ana', role: 'rep' })
  expect((await clientOf(url(), tokens.access).me.query()).person.name).toBe('Ana Sousa')
})

test('looking and allowing use nothing up; the exchange does', async () => {
  const token = await linkFor()
  for (let time = 0; time < 3; time += 1) {
    await allow(url(), token, newVerifier().challenge)
    expect(await typeOf(post(url(), 'look', { token }))).toBeNull()
  }
  await signInOver(url(), token)
  expect(await typeOf(post(url(), 'look', { token }))).toBe(`${P}link-used`)
  expect(await typeOf(allow(url(), token, newVerifier().challenge))).toBe(`${P}link-used`)
})

test('an unknown, an expired, a withdrawn link and that of somebody who left are told apart, at each step', async () => {
  const steps = async (token: string) => [
    await typeOf(post(url(), 'look', { token })),
    await typeOf(allow(url(), token, newVerifier().challenge)),
  ]
  const { id } = await running.world.workspace()
  for (const unknown of [`${id}.${'x'.repeat(43)}`, `nowhere.${'x'.repeat(43)}`, 'no link at all', `${id}.\0\ud800`])
    expect(await steps(unknown)).toEqual(Array(2).fill(`${P}link-unknown`))
  const change = (set: string) => running.world.read(id, ({ db }) => db.execute(sql.raw(set)))
  const consented = async () => {
    const token = await linkFor('ana', id)
    const { verifier, challenge } = newVerifier()
    return { token, verifier, code: codeIn(await allow(url(), token, challenge)) }
  }
  const cases: [string, string][] = [
    ['update links set expires_at = baton_now()', 'link-expired'],
    ['update links set revoked_at = baton_now()', 'link-revoked'],
    [`update people set left_at = baton_now() where id = 'ana'`, 'link-revoked'],
  ]
  for (const [set, problem] of cases) {
    const { token, verifier, code } = await consented()
    await change(set)
    expect(await steps(token)).toEqual(Array(2).fill(P + problem))
    expect(await typeOf(exchange(token, verifier, code))).toBe(P + problem)
  }
  expect(await sessionsOf(id)).toEqual([])
})

test('a code is for its verifier alone, and a wrong verifier looks like a code that has ended', async () => {
  const token = await linkFor()
  const { verifier, challenge } = newVerifier()
  const code = codeIn(await allow(url(), token, challenge))
  expect(await typeOf(exchange(token, newVerifier().verifier, code))).toBe(`${P}code-ended`)
  expect(await typeOf(exchange(token, verifier, code, 'nowhere'))).toBe(`${P}code-ended`)
  expect(await typeOf(exchange(token, verifier, code, '\0'))).toBe(`${P}code-ended`)
  expect((await exchange(token, verifier, code)).me.person.id).toBe('ana')
})

test('a code ends after a minute, one that is typed in after five', async () => {
  const token = await linkFor()
  for (const [redirect, minutes] of [
    [OUR_REDIRECT, 1],
    [null, 5],
  ] as const) {
    const [late, early] = [newVerifier(), newVerifier()]
    const lateCode = codeIn(await allow(url(), token, late.challenge, { redirect }))
    await running.world.fastForward(`${minutes} minutes`)
    expect(await typeOf(exchange(token, late.verifier, lateCode))).toBe(`${P}code-ended`)
    await allow(url(), token, early.challenge, { redirect })
    await running.world.fastForward(`${minutes * 60 - 20} seconds`)
    expect(await typeOf(exchange(token, early.verifier, 'BBBB-BBBB'))).toBe(`${P}wrong-code`)
  }
})

test('the same exchange again gives the same session for a minute, and none after it', async () => {
  const token = await linkFor()
  const { verifier, challenge } = newVerifier()
  const code = codeIn(await allow(url(), token, challenge, { redirect: null }))
  const typed = code.toLowerCase().replace('-', ' ')
  const answers = await Promise.all([code, typed, code, typed].map((each) => exchange(token, verifier, each)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await sessionsOf(workspaceIn(token))).toHaveLength(1)
  expect(await typeOf(exchange(token, verifier, 'BBBB-BBBB'))).toBe(`${P}code-ended`)
  await running.world.fastForward('30 seconds')
  expect(await exchange(token, verifier, code)).toEqual(answers[0])
  await running.world.fastForward('31 seconds')
  expect(await typeOf(exchange(token, verifier, code))).toBe(`${P}code-ended`)
  expect((await clientOf(url(), answers[0]?.tokens.access).me.query()).person.id).toBe('ana')
})

test('a session that has ended does not come back by its exchange', async () => {
  const token = await linkFor()
  const way = newVerifier()
  const code = codeIn(await allow(url(), token, way.challenge))
  const { tokens } = await exchange(token, way.verifier, code)
  await clientOf(url()).auth.signOut.mutate({ refresh: tokens.refresh })
  expect(await typeOf(exchange(token, way.verifier, code))).toBe(`${P}code-ended`)
})

test('of eight consents to one link, exchanged at once, one becomes a session', async () => {
  const token = await linkFor()
  const ways = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { verifier, challenge } = newVerifier()
      return { verifier, code: codeIn(await allow(url(), token, challenge)) }
    }),
  )
  const outcomes = await Promise.all(ways.map(({ verifier, code }) => typeOf(exchange(token, verifier, code))))
  expect(outcomes.toSorted()).toEqual([null, ...Array(7).fill(`${P}link-used`)].toSorted())
  expect(await sessionsOf(workspaceIn(token))).toHaveLength(1)
})

test('a link of one workspace is none in another, and its code neither', async () => {
  const [token, other] = [await linkFor(), (await running.world.workspace()).id]
  const moved = `${other}.${token.slice(token.indexOf('.') + 1)}`
  expect(await typeOf(post(url(), 'look', { token: moved }))).toBe(`${P}link-unknown`)
  const { verifier, challenge } = newVerifier()
  const code = codeIn(await allow(url(), token, challenge))
  expect(await typeOf(exchange(token, verifier, code, other))).toBe(`${P}code-ended`)
})
