import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createDemoCrm, type DemoCrmOptions } from '../../server/demo/crm/demoCrm.ts'
import type { DemoSeed } from '../../server/demo/crm/record.ts'

export const DEMO_KEY = 'key-of-the-demo-crm'
export const DEMO_HOOK_SECRET = 'secret-of-the-demo-hook'

/** One record of each type, all of one company, and two users. */
export const demoSeed = (): DemoSeed => ({
  users: [
    { email: 'ana@fairlead.example', name: 'Ana Ferreira' },
    { email: 'dana@fairlead.example', name: 'Dana Weiss' },
  ],
  records: [
    { type: 'company', id: '201', name: 'Nordlys Logistics', fields: { domain: 'nordlys.example' } },
    { type: 'contact', id: '301', name: 'Maria Lindqvist', companyId: '201', email: 'maria@nordlys.example' },
    {
      type: 'deal',
      id: '401',
      name: 'Nordlys: 40 depots',
      companyId: '201',
      company: 'Nordlys Logistics',
      contactId: '301',
    },
    {
      type: 'lead',
      id: '1001',
      name: 'Maria Lindqvist',
      title: 'VP Operations',
      company: 'Nordlys Logistics',
      companyId: '201',
      email: 'maria@nordlys.example',
      phone: '+46 8 555 0142',
      zone: 'Europe/Stockholm',
      ownerEmail: 'ana@fairlead.example',
      fields: { message: 'Route planning for 40 depots', company_size: 850, consent: true },
      request: { kind: 'demo_request', source: 'website', occurredAt: '2026-11-23T09:00:00.000Z' },
    },
  ],
})

/** A demo CRM that listens on a free port of this machine until the test ends, or is stopped in it. */
export const startDemoCrm = async (options: Partial<DemoCrmOptions> = {}) => {
  const crm = createDemoCrm({ seed: demoSeed(), apiKey: DEMO_KEY, hookPausesMs: [5, 5, 5], ...options })
  const { url, stop: end } = await crm.start(0)
  let ended: Promise<void> | undefined
  const stop = () => (ended ??= end())
  onTestFinished(stop)
  return { ...crm, url, stop }
}

/** A folder for one test. */
export const stateFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-crm-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Does what a person does at a page of this CRM: nothing of it is Baton's own. */
export const atThePage = async (url: string, path: string, method: 'POST' | 'PATCH', body: object): Promise<number> => {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${url}/page${path}`, { method, headers, body: JSON.stringify(body) })).status
}

export type Ask = { method?: string; body?: unknown; key?: string; apiKey?: string }

/** Asks the API as Baton would. */
export const ask = async (url: string, path: string, { method = 'GET', body, key, apiKey = DEMO_KEY }: Ask = {}) => {
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, type: answer.headers.get('content-type'), body: JSON.parse(await answer.text()) }
}
