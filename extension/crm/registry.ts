import type { Connection, CrmKind, RecordRef } from '../../shared/record.ts'
import type { AddressParser } from './address.ts'
import { demoAddress } from './demo.ts'
import { odooAddress } from './odoo.ts'

/** Every CRM whose record pages Baton knows: a new one is its file and one line here. */
const PARSERS: Record<CrmKind, AddressParser> = {
  demo: demoAddress,
  odoo: odooAddress,
}

/** A record of a connected CRM whose type the address does not tell: the CRM has to be asked what it shows at this place. */
export type PlaceRef = { connection: Connection; place: string; id: string }

/** The record that a tab with this address shows; nothing when it is none of a connected CRM's record pages. */
export const addressAt = (url: URL, connections: Connection[]): RecordRef | PlaceRef | null => {
  for (const connection of connections) {
    if (!URL.canParse(connection.baseUrl) || new URL(connection.baseUrl).origin !== url.origin) continue
    const found = PARSERS[connection.kind](url)
    if (found !== null) return 'place' in found ? { connection, ...found } : { connection: connection.id, ...found }
  }
  return null
}
