import type { RecordType } from '../../shared/record.ts'
import type { AddressParser } from './address.ts'

/** Record pages of the demo CRM: `/leads/1001` and the like. `/leads` is a list, and `/leads/new` is not a record yet. */
export const demoAddress: AddressParser = (url) => {
  const [, plural = '', id] = /^\/(\w+)\/([\w-]{1,100})\/?$/.exec(url.pathname) ?? []
  const type = TYPE_OF.get(plural)
  return type && id !== undefined && id !== 'new' ? { type, id } : null
}

const TYPE_OF = new Map<string, RecordType>([
  ['leads', 'lead'],
  ['contacts', 'contact'],
  ['companies', 'company'],
  ['deals', 'deal'],
])
