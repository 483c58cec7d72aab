// @ts-check

const moment = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'short', day: 'numeric' })

/** @param {string} iso */
export const atMoment = (iso) => moment.format(new Date(iso))
/** @param {string} iso */
export const onDay = (iso) => day.format(new Date(iso))

/** `company_size` → `Company size`. @param {string} name */
export const labelOf = (name) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @param {string | number | boolean | null} value */
export const valueOf = (value) => {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  // A day without a time is nobody's midnight.
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return onDay(`${value}T12:00`)
  return typeof value === 'number' ? value.toLocaleString('en-US') : value
}

/** @type {Record<string, string>} */
const ACTORS = { you: 'You', baton: 'Baton', website: 'Website form' }
/** @param {string} actor */
export const actorName = (actor) => ACTORS[actor] ?? actor

/** @type {Record<import('../record.ts').Channel, string>} */
export const CHANNEL_NAMES = { call: 'Call', email: 'E-mail', meeting: 'Meeting', message: 'Message', note: 'Note' }

/** @type {Record<import('../../../../shared/record.ts').RecordType, string>} */
export const TYPE_NAMES = { lead: 'Lead', contact: 'Contact', company: 'Company', deal: 'Deal' }

export const LISTS = /** @type {const} */ ([
  ['/leads', 'Leads'],
  ['/contacts', 'Contacts'],
  ['/companies', 'Companies'],
  ['/deals', 'Deals'],
])
