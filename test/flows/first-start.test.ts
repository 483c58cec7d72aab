import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeAll, afterAll, expect, test } from 'vitest'
import type { DatabaseAddress } from '../../server/store/database.ts'
import { parseSignInLink } from '../../shared/session.ts'
import { makePlaces, type Places } from '../support/places.ts'
import { type ServerProcess, spawnServer } from '../support/process.ts'
import { post, signInOver } from '../support/signIn.ts'

let places: Places
let address: DatabaseAddress
const running = new Set<ServerProcess>()
beforeAll(async () => {
  places = await makePlaces()
})
afterEach(async () => {
  for (const each of running) await each.kill()
  running.clear()
})
afterAll(() => places?.remove())

const begin = (variables: Record<string, string> = {}, args: string[] = []): ServerProcess => {
  const started = spawnServer(address, '', variables, args)
  running.add(started)
  return started
}
/** What was printed once: the set-up link and the intake key, where there were any. */
const shown = (by: ServerProcess) => {
  const after = (label: string) =>
    by
      .printed()
      .find((line) => line.startsWith(label))
      ?.slice(label.length)
  const link = after('Set-up link, works once: ')
  return { link: link === undefined ? null : parseSignInLink(link), key: after('Intake key, shown once: ') ?? null }
}
/** Starts a server, and ends it when it has said all that it says at a start. */
const oneStart = async (variables: Record<string, string> = {}) => {
  const server = begin(variables)
  await server.url
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  return shown(server)
}
/** A run that shows what was lost and ends by itself. */
const lostAndFound = async (...args: string[]) => {
  const run = begin({}, args)
  return { ending: await run.ended, said: run.said(), ...shown(run), lines: run.printed().length }
}
const takes = async (url: string, key: string | null) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/v1/signals`, { method: 'POST', headers, body: '[]' })
  await answer.body?.cancel()
  return answer.status !== 401
}
const stateOf = async (url: string, token = '') =>
  (await post<{ type?: string }>(url, 'look', { token })).type ?? 'open'
const ENDED = 'urn:baton:problem:link-revoked'

test('the intake key is made once: neither a restart nor a new link ends it', async () => {
  address = await places.make()
  const first = await oneStart()
  expect(first.key).not.toBeNull()
  const second = await oneStart()
  expect(second.link?.token).not.toBe(first.link?.token)
  const anew = await lostAndFound('--link')
  expect(anew).toMatchObject({ ending: { code: 0, signal: null }, said: '', lines: 1, key: null })
  const server = begin()
  const url = await server.url
  expect([second.key, anew.key, shown(server).key]).toEqual([null, null, null])
  expect(await takes(url, first.key)).toBe(true)
})

test('a lost intake key is no reason to end it: another one is made beside it', async () => {
  address = await places.make()
  const first = await oneStart()
  const anew = await lostAndFound('--intake-key')
  expect(anew).toMatchObject({ ending: { code: 0, signal: null }, said: '', lines: 1, link: null })
  const url = await begin().url
  expect([await takes(url, first.key), await takes(url, anew.key), await takes(url, `${anew.key}x`)]).toEqual([
    true,
    true,
    false,
  ])
})

test('beside a server that runs a new link is either made or refused, and nothing else changes', async () => {
  address = await places.make()
  const server = begin()
  const url = await server.url
  const { link, key } = shown(server)
  const anew = await lostAndFound('--link')
  if (address.kind === 'embedded') {
    expect(anew).toMatchObject({
      ending: { code: 1, signal: null },
      said: expect.stringContaining('already uses'),
      link: null,
    })
    expect(await stateOf(url, link?.token)).toBe('open')
  } else {
    expect(anew).toMatchObject({ ending: { code: 0, signal: null }, said: '' })
    expect([await stateOf(url, link?.token), await stateOf(url, anew.link?.token)]).toEqual([ENDED, 'open'])
  }
  expect(await takes(url, key)).toBe(true)
})

test('a start that finds its port taken ends no link and loses no key', async () => {
  address = await places.make()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  try {
    const taken = begin({ PORT: String((other.address() as AddressInfo).port) })
    expect(await taken.ended).toEqual({ code: 1, signal: null })
    expect(taken.said()).toContain('EADDRINUSE')
  } finally {
    other.close()
  }
  const { link, key } = await oneStart()
  expect([link, key]).not.toContain(null)
})

test('the set-up link names the Odoo of the variables, and lets the admin in; then no start prints another', async () => {
  address = await places.make()
  const variables = {
    BATON_ODOO_URL: 'http://odoo.invalid:8069/odoo',
    BATON_ODOO_DB: '',
    BATON_ODOO_KEY: 'key-of-the-odoo',
  }
  const server = begin(variables)
  const url = await server.url
  const { link } = shown(server)
  expect(link?.crms).toEqual(['http://odoo.invalid:8069'])
  await signInOver(url, link?.token ?? '')
  await server.stop()
  expect(await oneStart(variables)).toEqual({ link: null, key: null })
})

test('a new link for a database without a workspace is refused with a sentence', async () => {
  address = await places.make()
  expect(await lostAndFound('--link')).toMatchObject({
    ending: { code: 1, signal: null },
    said: 'There is no workspace here yet. Start the server: its first start makes one.\n',
  })
})

test('a key that no header can hold is refused by the name of its variable', async () => {
  address = await places.make()
  const wrong = begin({ BATON_ODOO_URL: 'http://odoo.invalid', BATON_ODOO_DB: 'crm', BATON_ODOO_KEY: 'abcdefg…' })
  expect(await wrong.ended).toEqual({ code: 1, signal: null })
  expect(wrong.said()).toMatch(/^BATON_ODOO_KEY is not valid: has a character that no API key has/)
})
