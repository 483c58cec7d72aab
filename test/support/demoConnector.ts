import { demoConnector } from '../../server/crm/demo/connector.ts'
import type { ConnectionConfig } from '../../server/crm/connector.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { DemoCrmOptions } from '../../server/demo/crm/demoCrm.ts'
import { DEMO_HOOK_SECRET, DEMO_KEY, startDemoCrm } from './demoCrm.ts'

/** A demo CRM of this test and the connector to it. */
export const connected = async (options?: Partial<DemoCrmOptions>, fetchBy: typeof fetch = fetch) => {
  const crm = await startDemoCrm(options)
  return { crm, connector: demoConnector({ config: configFor(crm.url), fetch: fetchBy }) }
}

export const configFor = (baseUrl: string, apiKey = DEMO_KEY): ConnectionConfig => ({
  id: 'crm',
  kind: 'demo',
  baseUrl,
  secret: { apiKey },
  hookSecret: DEMO_HOOK_SECRET,
})
export const ref = (type: RecordRef['type'], id: string): RecordRef => ({ connection: 'crm', type, id })
export const lead = ref('lead', '1001')

/** Changes the lead 1001 as the user of the CRM's own page. */
export const changeAtThePage = (url: string, patch: Record<string, string>) =>
  fetch(`${url}/page/leads/1001`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(patch),
  })
