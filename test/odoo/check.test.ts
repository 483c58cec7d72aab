import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../server/crm/connector.ts'
import type { SetUpCheck } from '../../shared/connection.ts'
import * as odoo from '../support/odoo.ts'
import { asOlder, connect } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'

describe.skipIf(odoo.missingOdoo)(
  `the live test on a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    const people: odoo.Colleague[] = []
    const hire = async (login: string, name: string, right?: [string, string]): Promise<[odoo.Colleague, string]> => {
      const colleague = await odoo.hireColleague(`${login}@baton.example`, name, right)
      people.push(colleague)
      return [colleague, await makeKeyOf(colleague)]
    }
    let baton: odoo.Colleague
    let apiKey: string
    beforeAll(async () => {
      ;[baton, apiKey] = await hire('baton.check', 'Baton Check')
    })
    afterAll(async () => {
      for (const colleague of people) await odoo.dismissColleague(colleague)
    })

    const check = (on: Connector, expected = { emails: [] as string[], hookHeard: true }) => on.check!(expected)
    const statesOf = (found: SetUpCheck[]) => found.map(({ state }) => state)
    const at = (found: SetUpCheck[], step: SetUpCheck['step']) => found.find((line) => line.step === step)

    test('a salesperson for all leads is all that it takes', async () => {
      const found = await check(connect({ apiKey }))
      expect(statesOf(found)).toEqual(Array(7).fill('ok'))
      expect(at(found, 'version')?.detail).toMatch(/^Odoo 19\./)
      expect(at(found, 'sign_in')?.detail).toBe('The key is Baton Check’s (baton.check@baton.example).')
    })

    test('by the older interface too, which is said', async () => {
      const found = await check(connect({ apiKey, login: baton.email, fetch: asOlder }))
      expect(statesOf(found)).toEqual(['ok', 'warning', 'ok', 'ok', 'ok', 'ok', 'ok'])
    })

    test('a salesperson of their own leads is a warning; who has no part in sales may not read', async () => {
      const [, own] = await hire('own.check', 'Own Check', ['sales_team', 'group_sale_salesman'])
      const [, none] = await hire('none.check', 'None Check', ['base', 'group_user'])
      expect(at(await check(connect({ apiKey: own })), 'read')).toMatchObject({
        state: 'warning',
        detail: /own leads only/,
      })
      const found = await check(connect({ apiKey: none }))
      expect(statesOf(found)).toEqual(['ok', 'ok', 'ok', 'failed', 'skipped', 'skipped', 'skipped'])
      expect(at(found, 'read')?.detail).toMatch(/^None Check may not read leads/)
    })

    test.each<[string, () => Connector, SetUpCheck['step'], RegExp]>([
      ['a wrong key', () => connect({ apiKey: 'f00f00f00f00' }), 'sign_in', /API key: it is wrong/],
      ['a wrong database', () => connect({ apiKey, database: 'no-such' }), 'sign_in', /name of the database/],
      ['a wrong log-in', () => connect({ apiKey, login: 'x', fetch: asOlder }), 'sign_in', /log-in with this API key/],
      [
        'a wrong older database',
        () => connect({ apiKey, login: 'x', database: 'no-such', fetch: asOlder }),
        'sign_in',
        /name of the database/,
      ],
      ['nobody there', () => connect({ apiKey, baseUrl: 'http://127.0.0.1:4721' }), 'reach', /nothing listens/],
      ['no such name', () => connect({ apiKey, baseUrl: 'http://nobody.invalid' }), 'reach', /name/],
      [
        'https where there is none',
        () => connect({ apiKey, baseUrl: odoo.odooUrl().replace(/^http:/, 'https:') }),
        'reach',
        /cannot be reached/,
      ],
    ])('%s is told', async (_, connector, step, words) => {
      const found = await check(connector())
      expect(found.filter(({ state }) => state === 'failed')).toEqual([
        { step, state: 'failed', detail: expect.stringMatching(words) },
      ])
    })

    test('people without a user are named', async () => {
      const emails = [baton.email.toUpperCase(), 'nobody_%@baton.example']
      const found = await check(connect(), { emails, hookHeard: true })
      expect(at(found, 'people')).toMatchObject({ state: 'warning' })
      expect(at(found, 'people')?.detail).toContain('log-in nobody_%@baton.example:')
      expect(at(await check(connect(), { emails: [baton.email], hookHeard: true }), 'people')).toMatchObject({
        state: 'ok',
      })
    })

    test('the webhook is found by its secret, and is missed without', async () => {
      const hookSecret = `secret & of ${crypto.randomUUID()}`
      const unheard = { emails: [], hookHeard: false }
      const before = at(await check(connect({ hookSecret }), unheard), 'webhook')
      expect(before).toMatchObject({ state: 'warning', detail: /every minute/ })
      const url = `http://127.0.0.1:4721/v1/hooks/odoo?secret=${encodeURIComponent(hookSecret)}`
      const webhook = await odoo.setUpWebhook(url)
      onTestFinished(() => odoo.removeWebhook(webhook))
      expect(at(await check(connect({ hookSecret }), unheard), 'webhook')).toMatchObject({ state: 'ok' })
      expect(at(await check(connect({ hookSecret, apiKey }), unheard), 'webhook')).toMatchObject({
        state: 'warning',
        detail: /may not look/,
      })
    })
  },
)
