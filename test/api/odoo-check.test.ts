import { describe, expect, test } from 'vitest'
import type { SetUpCheck } from '../../shared/connection.ts'
import { odooConnector } from '../../server/crm/odoo/connector.ts'
import { answeringConnector, type AskedCall, canaryConfig } from '../support/odooAnswers.ts'

type Answers = Record<string, unknown>
const forbidden = () => new Response('{"debug":"canary"}', { status: 403 })
const unknown = () => new Response('{"debug":"canary"}', { status: 404 })
const version = (...info: (string | number)[]) => ({ result: { server_version_info: info } })
const VERSION_PATH = '/web/webclient/version_info'

/** A complete Odoo 19; a test says what is otherwise. */
const COMPLETE: Answers = {
  [VERSION_PATH]: version(19, 0),
  'res.users.context_get': { uid: 7 },
  'res.users.search_read': [{ name: 'Baton', login: 'baton@b.example', email: false }],
  'res.users.has_group': true,
  'crm.lead.has_access': true,
  'mail.activity.has_access': true,
  'mail.message.has_access': true,
  'base.automation.search_read': [{ action_server_ids: [3] }],
  'ir.actions.server.search_read': [
    { webhook_url: 'https://b.example/v1/hooks/odoo?secret=canary%20hook+secret', webhook_field_ids: [1, 2] },
  ],
  'ir.model.fields.search_read': [{ name: 'write_date' }, { name: 'write_uid' }],
}
const checked = async (
  otherwise: Answers,
  expected = { emails: [] as string[], hookHeard: false },
  secret = canaryConfig.secret,
): Promise<SetUpCheck[]> => {
  const answers = { ...COMPLETE, ...otherwise }
  const answer = ({ name }: AskedCall) => (typeof answers[name] === 'function' ? answers[name]() : answers[name])
  const found = await answeringConnector(answer, { secret }).check!(expected)
  expect(found.map(({ step }) => step)).toEqual(['reach', 'version', 'sign_in', 'read', 'write', 'people', 'webhook'])
  expect(JSON.stringify(found)).not.toContain('canary')
  return found
}
const stateOf = (found: SetUpCheck[]) => Object.fromEntries(found.map(({ step, state }) => [step, state]))

describe('the live test of a set-up', () => {
  test('a complete Odoo passes, and nothing is called that writes', async () => {
    const called = new Set<string>()
    const connector = answeringConnector(({ name }) => {
      called.add(name)
      return COMPLETE[name]
    })
    const found = await connector.check!({ emails: ['baton@b.example'], hookHeard: false })
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['ok', 'warning']))
    expect(stateOf(found).sign_in).toBe('warning')
    for (const name of called) expect(name).toMatch(/\.(context_get|search_read|has_group|has_access)$|version_info$/)
    expect(stateOf(await checked({}))).toEqual(stateOf(found.map((line) => ({ ...line, state: 'ok' }))))
  })

  test.each<[string, Answers, SetUpCheck['step'], RegExp]>([
    ['a page', { [VERSION_PATH]: () => new Response('<html>canary') }, 'reach', /no JSON/],
    ['another API', { [VERSION_PATH]: { hello: 'canary' }, '/web/version': unknown }, 'reach', /HTTP 404/],
    [
      'a redirect',
      { [VERSION_PATH]: () => Response.redirect('https://other.example/canary') },
      'reach',
      /leads to https:\/\/other\.example/,
    ],
    [
      'an Odoo that is down',
      {
        [VERSION_PATH]: () => new Response('', { status: 502 }),
        '/web/version': () => new Response('', { status: 502 }),
      },
      'reach',
      /fault of its own/,
    ],
    ['Odoo 17', { [VERSION_PATH]: version(17, 0) }, 'version', /17\.0 is too old/],
    [
      'Odoo 18 without a log-in',
      { [VERSION_PATH]: version('saas~18', 2) },
      'version',
      /saas~18\.2 needs more than the key/,
    ],
    [
      'a wrong key',
      { 'res.users.context_get': () => new Response('', { status: 401 }) },
      'sign_in',
      /API key: it is wrong/,
    ],
    [
      'a wrong database',
      { 'res.users.context_get': () => new Response('', { status: 404, headers: { 'content-type': 'text/html' } }) },
      'sign_in',
      /name of the database/,
    ],
    ['no CRM app', { 'crm.lead.has_access': unknown }, 'read', /install the app «CRM»/],
    ['no right to read', { 'crm.lead.has_access': false }, 'read', /Baton may not read leads/],
    [
      'no right to plan',
      { 'mail.activity.has_access': false, 'mail.message.has_access': false },
      'write',
      /may not plan activities, nor write notes/,
    ],
  ])('%s fails in its own words, and what follows is skipped', async (_, otherwise, step, words) => {
    const found = await checked(otherwise)
    const at = found.findIndex((line) => line.step === step)
    expect(found.map(({ state }) => state)).toEqual(
      found.map((__, n) => (n < at ? 'ok' : n === at ? 'failed' : 'skipped')),
    )
    expect(found[at]?.detail).toMatch(words)
  })

  test.each<[string, Answers, SetUpCheck['step'], RegExp]>([
    ['a user who sees only their own leads', { 'res.users.has_group': false }, 'read', /sees their own leads only/],
    ['no module for webhooks', { 'base.automation.search_read': unknown }, 'webhook', /not installed/],
    ['a user who may not look at rules', { 'base.automation.search_read': forbidden }, 'webhook', /may not look/],
    ['no rule', { 'base.automation.search_read': [] }, 'webhook', /No automation rule/],
    [
      'a rule that does something else',
      { 'ir.actions.server.search_read': [] },
      'webhook',
      /No automation rule on leads sends/,
    ],
    [
      'a webhook to elsewhere',
      { 'ir.actions.server.search_read': [{ webhook_url: 'https://canary.example/?secret=x', webhook_field_ids: [] }] },
      'webhook',
      /another address/,
    ],
    [
      'a webhook without its fields',
      { 'ir.model.fields.search_read': [{ name: 'write_uid' }] },
      'webhook',
      /does not send «Last Updated on»/,
    ],
  ])('%s is a warning', async (_, otherwise, step, words) => {
    const found = await checked(otherwise)
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([
      { step, state: 'warning', detail: expect.stringMatching(words) },
    ])
  })

  test('a webhook that was heard is not looked for', async () => {
    const found = await checked({ 'base.automation.search_read': forbidden }, { emails: [], hookHeard: true })
    expect(found.at(-1)).toMatchObject({ state: 'ok', detail: /tells of changes/ })
  })

  test('at most five people who are no users are named', async () => {
    const emails = [...Array.from({ length: 8 }, (_, n) => `p${n}@b.example`), 'BATON@b.example']
    const { detail, state } = (await checked({}, { emails, hookHeard: true })).find(({ step }) => step === 'people')!
    expect(state).toBe('warning')
    expect(detail).toContain('p0@b.example, p1@b.example, p2@b.example, p3@b.example, p4@b.example and 3 more')
  })

  test('Odoo 18 with a log-in is warned about, as it was never tried', async () => {
    const answers: Answers = { ...COMPLETE, 'common.authenticate': 7, [VERSION_PATH]: version(18, 0) }
    const connector = answeringConnector(
      ({ name, path }) => (path === '/jsonrpc' ? { result: answers[name] } : answers[name]),
      { secret: { ...canaryConfig.secret, login: 'baton@b.example' } },
    )
    const found = await connector.check!({ emails: [], hookHeard: true })
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([
      { step: 'version', state: 'warning', detail: expect.stringMatching(/tried with on Odoo 19 only/) },
    ])
  })

  test('an address where nothing is throws nothing', async () => {
    const refusing: typeof fetch = () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error('canary'), { code: 'ECONNREFUSED' }) }),
      )
    const found = await odooConnector({ config: canaryConfig, fetch: refusing }).check!({
      emails: [],
      hookHeard: false,
    })
    expect(found[0]).toEqual({
      step: 'reach',
      state: 'failed',
      detail: 'Odoo cannot be reached: nothing listens at this address and port.',
    })
  })
})
