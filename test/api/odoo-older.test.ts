import { describe, expect, test } from 'vitest'
import { allOf, answeringConnector, type AskedCall, canaryConfig, thrownBy } from '../support/odooAnswers.ts'

const lead = { connection: 'odoo', type: 'lead', id: '31' } as const
const secret = { ...canaryConfig.secret, login: 'rosa@baton.example' }
const VERSION_PATH = '/web/webclient/version_info'
const fault = (name: string) => ({
  jsonrpc: '2.0',
  id: null,
  error: { code: 0, message: 'canary', data: { name, message: 'canary', debug: 'canary' } },
})

/** An Odoo 18: it has `/jsonrpc` alone; whatever is called of a model is answered by `answer`. */
const older = (answer: (call: AskedCall) => unknown) => (call: AskedCall) => {
  if (call.path === VERSION_PATH) return { result: { server_version_info: [18, 0, 0, 'final', 0, ''] } }
  if (call.path !== '/jsonrpc') return new Response('', { status: 404 })
  if (call.name === 'common.authenticate') return { result: 7 }
  return answer(call)
}

describe('Odoo 18', () => {
  test('is asked for its version and signed in to once, and is called with log-in, database and key', async () => {
    const calls: AskedCall[] = []
    const connector = answeringConnector(
      (call) => {
        calls.push(call)
        return older(() => ({ result: { length: 0, records: [] } }))(call)
      },
      { secret },
    )
    expect([await connector.read(lead), await connector.read(lead)]).toEqual(['gone', 'gone'])
    const read = 'crm.lead.web_search_read'
    expect(calls.map(({ name }) => name)).toEqual([VERSION_PATH, 'common.authenticate', read, read])
    expect(calls[1]?.args.given).toEqual(['crm', 'rosa@baton.example', 'canary-key', {}])
    expect(calls[2]?.args).toMatchObject({ domain: [['id', '=', 31]], limit: 1 })
    expect(JSON.parse(String(calls[2]?.init.body)).params.args.slice(0, 3)).toEqual(['crm', 7, 'canary-key'])
    for (const { init, path } of calls) {
      expect(path).not.toContain('canary')
      expect(new Headers(init.headers).get('authorization')).toBeNull()
    }
  })

  test('that became a 19 is spoken to by JSON-2; without a log-in nobody is asked for a version', async () => {
    const names: string[] = []
    const answer = (call: AskedCall) => {
      names.push(call.path)
      if (call.path === VERSION_PATH) return { result: { server_version_info: ['saas~19', 1] } }
      return { length: 0, records: [] }
    }
    expect(await answeringConnector(answer, { secret }).read(lead)).toBe('gone')
    expect(await answeringConnector(answer).read(lead)).toBe('gone')
    const read = '/json/2/crm.lead/web_search_read'
    expect(names).toEqual([VERSION_PATH, read, read])
  })

  test.each<[string, unknown, object]>([
    ['a wrong key', fault('odoo.exceptions.AccessDenied'), { retry: true, retryAfterMs: 300_000, message: /API key/ }],
    ['no right', fault('odoo.exceptions.AccessError'), { retry: false, message: /not let this user/ }],
    ['no such record', fault('odoo.exceptions.MissingError'), { retry: false, message: /gone/ }],
    ['no such method', fault('builtins.AttributeError'), { retry: false, message: /does not know/ }],
    ['a refusal', fault('odoo.exceptions.ValidationError'), { retry: false, message: /did not take/ }],
    ['a conflict', fault('psycopg2.errors.SerializationFailure'), { retry: true, message: /busy/ }],
    ['no such database', fault('psycopg2.OperationalError'), { retry: true, message: /name of the database/ }],
    ['a fault', fault('builtins.ZeroDivisionError'), { retry: true, message: /fault of its own/ }],
    [
      'an error without a name',
      { error: { code: 200, message: 'canary' } },
      { retry: true, message: /fault of its own/ },
    ],
    ['another shape', ['canary'], { retry: true, message: /does not answer as Odoo/ }],
    ['a page 502', new Response('canary', { status: 502 }), { retry: true, message: /fault of its own/ }],
    [
      'HTTP 429',
      new Response('canary', { status: 429, headers: { 'retry-after': '3' } }),
      { retry: true, retryAfterMs: 3_000 },
    ],
  ])('%s is told in plain words', async (_, answer, expected) => {
    const error = await thrownBy(
      answeringConnector(
        older(() => answer),
        { secret },
      ).read(lead),
    )
    expect(error).toMatchObject({ name: 'CrmError', ...expected })
    expect(allOf(error)).not.toContain('canary')
  })

  test('a wrong key is asked about again, and a version that could not be asked too', async () => {
    let [isWrong, isDown] = [true, true]
    const connector = answeringConnector(
      (call) => {
        if (isDown) return new Response('', { status: 503 })
        if (isWrong && call.name === 'common.authenticate') return { result: false }
        return older(() => ({ result: { length: 0, records: [] } }))(call)
      },
      { secret },
    )
    await expect(connector.read(lead)).rejects.toMatchObject({ message: /fault of its own/, retry: true })
    isDown = false
    await expect(connector.read(lead)).rejects.toMatchObject({ message: /log-in with this API key/, retry: true })
    isWrong = false
    expect(await connector.read(lead)).toBe('gone')
  })

  test('has one team a stage, or none', async () => {
    const stages = [
      { id: 1, name: 'Won', team_id: [9, 'Others'] },
      { id: 2, name: 'Won', team_id: [4, 'Ours'] },
      { id: 3, name: 'Won', team_id: false },
    ]
    const written: unknown[] = []
    const movingFrom = (team: number) =>
      answeringConnector(
        older(({ name, args }) => {
          if (name === 'crm.stage.fields_get') return { result: { team_id: { type: 'many2one' } } }
          if (name === 'crm.stage.search_read') return { result: stages }
          if (name === 'crm.lead.write') written.push(args.vals)
          const stage_id = name === 'crm.lead.write' ? false : { id: 8, display_name: 'New' }
          return { result: { records: [{ user_id: false, team_id: { id: team }, stage_id }] } }
        }),
        { secret },
      )
    for (const team of [4, 5]) await movingFrom(team).write(lead, { kind: 'stage', stage: 'won' }, 'key-of-write')
    expect(written).toEqual([{ stage_id: 2 }, { stage_id: 3 }])
  })
})
