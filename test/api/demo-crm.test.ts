import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DEMO_KEY, ask, demoSeed, startDemoCrm, stateFolder, type Ask } from '../support/demoCrm.ts'

const touch = {
  channel: 'call',
  summary: 'Call: spoke, interested',
  byEmail: 'ana@fairlead.example',
  at: '2026-11-23T10:00:00Z',
}

describe('the API', () => {
  test('reads, changes and lists records', async () => {
    const { url, effects } = await startDemoCrm()
    expect((await ask(url, '/leads/1001')).body).toMatchObject({
      name: 'Maria Lindqvist',
      stage: 'New',
      ownerEmail: 'ana@fairlead.example',
    })
    const patched = await ask(url, '/leads/1001', {
      method: 'PATCH',
      body: { ownerEmail: 'DANA@fairlead.example', stage: 'working' },
    })
    expect(patched.body).toMatchObject({ ownerEmail: 'dana@fairlead.example', stage: 'Working' })
    const task = { summary: 'Demo call', dueAt: '2026-11-25T10:00:00Z', ownerEmail: 'dana@fairlead.example' }
    expect((await ask(url, '/deals/401/tasks', { method: 'POST', body: task })).status).toBe(201)
    expect((await ask(url, '/leads/1001/activities', { method: 'POST', body: touch })).status).toBe(201)
    const created = await ask(url, '/leads', {
      method: 'POST',
      body: { name: 'Erik Sand', email: 'erik@nordlys.example' },
    })
    expect(created.body).toMatchObject({ id: '1002', companyId: '201' })
    expect((await ask(url, '/leads?limit=1')).body).toMatchObject({ total: 2, items: [{ id: '1002' }] })
    expect(effects().map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual(
      ['owner', 'stage', 'task', 'activity', 'created'].map((kind) => `${kind} by baton`),
    )
  })

  test.each<[string, string, Ask, number, string, string?]>([
    ['a wrong key', '/leads/1001', { apiKey: 'other' }, 401, 'wrong-key'],
    ['an absent record', '/leads/9', {}, 404, 'not-found'],
    ['an unknown type', '/constructor/9', {}, 404, 'not-found'],
    [
      'an unknown owner',
      '/leads/1001',
      { method: 'PATCH', body: { ownerEmail: 'x@y.example' } },
      422,
      'unknown-owner',
      'ownerEmail',
    ],
    ['an unknown stage', '/leads/1001', { method: 'PATCH', body: { stage: 'Limbo' } }, 422, 'unknown-stage', 'stage'],
    ['an unknown field', '/leads/1001', { method: 'PATCH', body: { name: 'X' } }, 422, 'invalid-field', 'name'],
    ['an empty patch', '/leads/1001', { method: 'PATCH', body: {} }, 422, 'invalid-field', 'body'],
    ['no JSON', '/leads/1001', { method: 'PATCH', body: '{' }, 400, 'malformed-json'],
    ['a body without end', '/leads/1001', { method: 'PATCH', body: ' '.repeat(300_000) }, 413, 'too-large'],
    [
      'a task for nobody',
      '/leads/1001/tasks',
      { method: 'POST', body: { summary: 'x', dueAt: touch.at, ownerEmail: 'x@y.example' } },
      422,
      'unknown-owner',
      'ownerEmail',
    ],
    [
      'an activity by pigeon',
      '/leads/1001/activities',
      { method: 'POST', body: { ...touch, channel: 'pigeon' } },
      422,
      'invalid-field',
      'channel',
    ],
  ])('answers %s with problem details and changes nothing', async (_what, path, request, status, kind, field) => {
    const { url, effects } = await startDemoCrm()
    const answer = await ask(url, path, request)
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { status, type: `urn:demo-crm:problem:${kind}` },
    })
    expect(answer.body.errors?.[0]?.field).toBe(field)
    expect(effects()).toEqual([])
  })

  test('the same idempotency key gets the same answer and changes once, also when sent eight times at once', async () => {
    const { url, effects } = await startDemoCrm()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(url, '/leads/1001/activities', { method: 'POST', body: touch, key: 'd-1' })),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(effects()).toHaveLength(1)
    const other = await ask(url, '/leads/1001/activities', {
      method: 'POST',
      body: { ...touch, channel: 'email' },
      key: 'd-1',
    })
    expect(other.body.type).toBe('urn:demo-crm:problem:key-reused')
    expect(effects()).toHaveLength(1)
  })

  test('a refused change leaves its key free', async () => {
    const { url } = await startDemoCrm()
    await ask(url, '/leads/1001', { method: 'PATCH', body: { ownerEmail: 'x@y.example' }, key: 'd-1' })
    expect(
      (await ask(url, '/leads/1001', { method: 'PATCH', body: { ownerEmail: 'dana@fairlead.example' }, key: 'd-1' }))
        .status,
    ).toBe(200)
  })

  test('a crash before the answer leaves the change done, once, and the repeat is answered', async () => {
    let crashes = 1
    const { url, effects } = await startDemoCrm({ crashBeforeAnswer: () => crashes-- > 0 })
    const send = () => ask(url, '/leads/1001/activities', { method: 'POST', body: touch, key: 'd-1' })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(effects()).toHaveLength(1)
    expect(await send()).toMatchObject({ status: 201, body: { channel: 'call' } })
    expect(effects()).toHaveLength(1)
  })
})

describe('the state file', () => {
  test('keeps records, keys and effects over a restart, and is always whole', async () => {
    const dir = stateFolder()
    const stateFile = join(dir, 'state.json')
    const first = await startDemoCrm({ stateFile })
    await ask(first.url, '/leads/1001/activities', { method: 'POST', body: touch, key: 'd-1' })
    await first.stop()
    const second = await startDemoCrm({ stateFile })
    await ask(second.url, '/leads/1001/activities', { method: 'POST', body: touch, key: 'd-1' })
    expect(second.effects()).toHaveLength(1)
    expect((await ask(second.url, '/leads/1001')).body.activities).toHaveLength(1)
    expect(readdirSync(dir)).toEqual(['state.json'])
  })

  test('a file that is none of ours stops the start with a sentence', async () => {
    const stateFile = join(stateFolder(), 'state.json')
    writeFileSync(stateFile, 'not json')
    await expect(startDemoCrm({ stateFile })).rejects.toThrow('is no state of the demo CRM')
    expect(readFileSync(stateFile, 'utf8')).toBe('not json')
  })

  test('as a process it applies, dies before the answer, and after a new start has done it once', async () => {
    const dir = stateFolder()
    const seedFile = join(dir, 'seed.json')
    writeFileSync(seedFile, JSON.stringify(demoSeed()))
    const env = {
      PORT: '0',
      DEMO_CRM_KEY: DEMO_KEY,
      DEMO_CRM_STATE: join(dir, 'state.json'),
      DEMO_CRM_SEED: seedFile,
      DEMO_CRM_CRASH_ONCE: '1',
    }
    const send = (url: string) => ask(url, '/leads/1001/activities', { method: 'POST', body: touch, key: 'd-1' })

    const first = await startProcess(env)
    await expect(send(first.url)).rejects.toThrow('fetch failed')
    expect(await first.ended).toBe(86)
    const second = await startProcess(env)
    expect(await send(second.url)).toMatchObject({ status: 201 })
    expect((await ask(second.url, '/effects')).body.items).toMatchObject([
      { kind: 'activity', key: 'd-1', actor: 'baton' },
    ])
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })
})

/** The demo CRM as its own process; `ended` gives its exit code. */
const startProcess = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['server/demo/crm/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      const found = /Demo CRM: (http:\S+)/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then((code) => reject(new Error(`The demo CRM ended with ${code}`)))
  })
  return { child, url, ended }
}
