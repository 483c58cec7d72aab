import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectOnce } from '../../server/crm/registry.ts'
import { makeEnvironment } from '../../server/environment.ts'
import { startServer } from '../../server/server.ts'
import type { SignalAnswer } from '../../shared/signal.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type ServerProcess, spawnServer } from '../support/process.ts'
import { signalFrom } from '../support/roads.ts'
import { setStage, type Stage } from '../support/stage.ts'

/** As many as come in while the database goes away. */
const BURST = 40

let cluster: Cluster
let stage: Stage
let server: ServerProcess
beforeAll(async () => {
  cluster = await startCluster()
  stage = await setStage({ kind: 'postgres', url: cluster.url }, [
    '1',
    ...Array.from({ length: BURST }, (_, index) => `burst-${index}`),
  ])
  server = spawnServer(stage.address)
})
afterAll(async () => {
  await server?.kill()
  await stage?.close()
  await cluster?.stop()
})

const statusOf = async (url: string) => (await fetch(url)).status

test('while PostgreSQL is down the server says so, and goes on by itself when it is back, with all that it acknowledged', async () => {
  const url = await server.url
  const send = (id: string) => signalFrom(url, stage, stage.part(id).ref)
  const first = (await (await send('1')).json()) as SignalAnswer
  expect(first.outcome).toBe('opened')

  const ids = Array.from({ length: BURST }, (_, index) => `burst-${index}`)
  const underWay = ids.map(async (id) => ({ id, answer: await send(id) }))
  await Promise.race(underWay)
  await cluster.kill()
  const burst = await Promise.all(underWay)
  // Taken or told to come again, both happened, and nothing else.
  expect(new Set(burst.map(({ answer }) => answer.status))).toEqual(new Set([202, 503]))

  const refused = await send('1')
  expect(refused.status).toBe(503)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ type: 'urn:baton:problem:unavailable', status: 503 })
  expect([await statusOf(`${url}/readyz`), await statusOf(`${url}/healthz`)]).toEqual([503, 200])

  await cluster.restart()
  await vi.waitFor(async () => expect(await statusOf(`${url}/readyz`)).toBe(200), 20_000)
  expect(await (await send('1')).json()).toEqual({ ...first, outcome: 'duplicate' })
  for (const { id, answer } of burst) {
    const again = (await (await send(id)).json()) as SignalAnswer
    if (answer.status !== 202) expect(['opened', 'duplicate']).toContain(again.outcome)
    else expect(again).toEqual({ ...((await answer.json()) as SignalAnswer), outcome: 'duplicate' })
  }
  const owners = () =>
    ['1', ...ids].map((id) => stage.crm.effectsOn(stage.part(id).ref).filter(({ kind }) => kind === 'owner').length)
  await vi.waitFor(() => expect(Math.min(...owners())).toBe(1), 45_000)
  expect(Math.max(...owners())).toBe(1)
})

test('a closed embedded database is told in the same way', async () => {
  const env = await makeEnvironment({ kind: 'embedded', folder: null }, connectOnce())
  const running = await startServer(env, { port: 0, host: '127.0.0.1', log: () => {}, sweeps: true })
  await env.database.close()
  const refused = await signalFrom(running.url, stage, stage.part('1').ref)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect([await statusOf(`${running.url}/readyz`), await statusOf(`${running.url}/healthz`)]).toEqual([503, 200])
  await running.close()
})
