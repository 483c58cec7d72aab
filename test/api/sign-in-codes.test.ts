import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPairingCode, plainCode } from '../../server/actions/pairingCode.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { newSecret } from '../../server/secrets.ts'
import { clientOf } from '../support/lives.ts'
import { type Running, startRunning } from '../support/running.ts'
import { allow, codeIn, newVerifier, workspaceIn } from '../support/signIn.ts'
import { TRPCClientError } from '@trpc/client'

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const paired = async (token: string, way = newVerifier()) => {
  const code = codeIn(await allow(running.server.url, token, way.challenge, { redirect: null }))
  const enter = (typed: string) =>
    clientOf(running.server.url)
      .auth.exchange.mutate({ workspace: workspaceIn(token), verifier: way.verifier, code: typed })
      .then(
        ({ me }) => me.person.id,
        (error: unknown) => {
          if (!(error instanceof TRPCClientError)) throw error
          const { type, detail } = error.data.problem as { type: string; detail: string }
          return `${type.split(':').at(-1)}: ${detail}`
        },
      )
  return { code, enter }
}
const linkFor = async () => {
  const { id } = await running.world.workspace()
  return running.world.read(id, (tx) => createSignInLink(running.world.env, tx, 'ana', 'sign_in'))
}
const turned = (code: string) => code.replaceAll(/\w/g, (letter) => (letter === 'B' ? 'C' : 'B'))

test('a wrong code says how many tries are left; after five the right one does not help, but the link still does', async () => {
  const token = await linkFor()
  const { code, enter } = await paired(token)
  for (const left of ['4 tries are left.', '3 tries are left.', '2 tries are left.', 'One try is left.'])
    expect(await enter(turned(code))).toBe(`wrong-code: ${left}`)
  expect(await enter(turned(code))).toMatch(/^code-ended: /)
  expect(await enter(code)).toMatch(/^code-ended: /)
  const again = await paired(token)
  expect(await again.enter(again.code)).toBe('ana')
})

test('wrong codes at once are each counted', async () => {
  const { code, enter } = await paired(await linkFor())
  const answers = await Promise.all(Array.from({ length: 12 }, () => enter(turned(code))))
  expect(answers.filter((answer) => answer.startsWith('wrong-code'))).toHaveLength(4)
  expect(await enter(code)).toMatch(/^code-ended: /)
})

test('the page asked again gives a new code in place of the old, and counts on', async () => {
  const [token, way] = [await linkFor(), newVerifier()]
  const first = await paired(token, way)
  expect(await first.enter(turned(first.code))).toBe('wrong-code: 4 tries are left.')
  const second = await paired(token, way)
  expect(await second.enter(first.code)).toBe('wrong-code: 3 tries are left.')
  expect(await second.enter(second.code)).toBe('ana')
})

test('a challenge that is over, or of another link, gets no code', async () => {
  const [token, way] = [await linkFor(), newVerifier()]
  const { code, enter } = await paired(token, way)
  const answer = async (of: string) => allow(running.server.url, of, way.challenge)
  const other = await running.world.read(workspaceIn(token), (tx) =>
    createSignInLink(running.world.env, tx, 'dana', 'sign_in'),
  )
  expect(await answer(other)).toMatchObject({ type: 'urn:baton:problem:code-ended' })
  for (let time = 0; time < 5; time += 1) await enter(turned(code))
  expect(await answer(token)).toMatchObject({ type: 'urn:baton:problem:code-ended' })
})

test('a code is of letters that cannot be mistaken, all alike often, and case, spaces and hyphens do not matter', () => {
  const counts = new Map<string, number>()
  for (let time = 0; time < 2_000; time += 1) {
    const code = newPairingCode(newSecret)
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    for (const letter of plainCode(code)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect(counts.size).toBe(20)
  // 16,000 letters: 800 of each, with a deviation of 28.
  for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(28 * 6)
  expect(plainCode(' bcdf – ghjk ')).toBe('BCDFGHJK')
  expect(plainCode('b c d f\u00a0GHJK')).toBe('BCDFGHJK')
})
