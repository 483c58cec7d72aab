import * as z from 'zod/mini'
import { isText } from './text.ts'

/** The CRMs that Baton has a connector and an address parser for. */
export const CrmKind = z.enum(['demo', 'odoo'])
export type CrmKind = z.infer<typeof CrmKind>

export const RecordType = z.enum(['lead', 'contact', 'company', 'deal'])
export type RecordType = z.infer<typeof RecordType>

/** Names one record of one connected CRM. `connection` is the connection's id, `id` the CRM's own. */
export const RecordRef = z.strictObject({
  connection: z.string().check(z.minLength(1), z.maxLength(100), isText),
  type: RecordType,
  id: z.string().check(z.minLength(1), z.maxLength(100), isText),
})
export type RecordRef = z.infer<typeof RecordRef>

/** What the browser needs to know of a connection: never its keys. `baseUrl` is an origin without a path. */
export const Connection = z.object({
  id: z.string(),
  kind: CrmKind,
  name: z.string(),
  baseUrl: z.string(),
})
export type Connection = z.infer<typeof Connection>

/** One string for one record: a cache key, a delivery lane. */
export const recordKey = (ref: RecordRef): string => `${ref.connection}/${ref.type}/${ref.id}`
