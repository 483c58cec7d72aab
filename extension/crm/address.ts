import type { RecordType } from '../../shared/record.ts'

/**
 * What an address shows: a record of a type that Baton knows, or one of a type that only the CRM can tell by the `place`, such
 * as Odoo's `action-214`.
 */
export type Address = { type: RecordType; id: string } | { place: string; id: string }

/** The record that a page of one CRM shows, read from its address alone; nothing when it shows none. */
export type AddressParser = (url: URL) => Address | null
