import * as z from 'zod/mini'
import { FAULTS } from './call.ts'
import type { OdooHttp } from './http.ts'

/** `19.0` as a number for its series, and as people read it. */
export type OdooVersion = { series: number; name: string }

/** The first series with JSON-2, and the first that is spoken to at all. */
export const SERIES_JSON2 = 19
export const SERIES_MIN = 18

/**
 * Asks an Odoo for its version, without a key and without a database: as its own web client does, which 17 to 19 answer, or
 * else at `/web/version`, which begins with 19.
 */
export const askVersion = async (http: OdooHttp, signal: AbortSignal): Promise<OdooVersion> => {
  const path = '/web/webclient/version_info'
  const asked = await http({ path, body: { jsonrpc: '2.0', method: 'call', params: {} } }, signal)
  const info = WebClient.safeParse(asked.json).data?.result.server_version_info ?? (await atWebVersion(http, signal))
  const [series, minor] = info
  return { series: Number(/\d+/.exec(String(series))?.[0]), name: `${String(series)}.${String(minor)}` }
}

const atWebVersion = async (http: OdooHttp, signal: AbortSignal): Promise<VersionInfo> => {
  const { status, json, retryAfterMs } = await http({ path: '/web/version', method: 'GET' }, signal)
  const info = WebVersion.safeParse(json).data?.version_info
  if (info !== undefined) return info
  if (status === 429) throw FAULTS.busy(`HTTP ${status}`, retryAfterMs)
  if (status >= 500) throw FAULTS.broken(`HTTP ${status}`, retryAfterMs)
  throw FAULTS.elsewhere(status === 200 ? 'it tells no version' : `HTTP ${status}`)
}

/** `[19, 0, …]`; Odoo's own cloud says `['saas~18', 2, …]`. */
const VersionInfo = z.tuple([z.union([z.int(), z.string().check(z.regex(/^\D{0,10}\d{1,3}$/))]), z.int()], z.unknown())
type VersionInfo = z.infer<typeof VersionInfo>
const WebClient = z.object({ result: z.object({ server_version_info: VersionInfo }) })
const WebVersion = z.object({ version_info: VersionInfo })
