import type { RecordType } from '../../shared/record.ts'

/** The record that a page of one CRM shows, read from its address alone; nothing when it shows none. */
export type AddressParser = (url: URL) => { type: RecordType; id: string } | null
