// @ts-check
import { h, link } from './dom.js'
import { LISTS, TYPE_NAMES, onDay } from './phrases.js'

/** @type {Record<import('../../../../shared/record.ts').RecordType, string>} */
const DETAILS = { lead: 'Role', contact: 'Role', company: 'Industry', deal: 'Amount' }

/** @param {import('../view.ts').ListView} view */
export const listPage = ({ type, rows }) => {
  const title = LISTS[/** @type {const} */ (['lead', 'contact', 'company', 'deal']).indexOf(type)]?.[1] ?? ''
  const hasCompany = type !== 'company'
  const columns = [TYPE_NAMES[type], ...(hasCompany ? ['Company'] : []), DETAILS[type], 'Stage', 'Owner', 'Created']
  const head = h(
    'div',
    { class: 'head' },
    h('h1', {}, title, ' ', h('span', { class: 'count' }, String(rows.length))),
    type === 'lead' ? h('a', { href: '/leads/new', class: 'button' }, 'New lead') : null,
  )
  if (rows.length === 0) return { title, body: h('div', {}, head, h('p', { class: 'empty' }, 'Nothing here yet.')) }
  const line = (/** @type {import('../view.ts').ListRow} */ row) => {
    const cells = [
      ...(hasCompany ? [row.company] : []),
      type === 'deal' && row.detail ? `€ ${Number(row.detail).toLocaleString('en-US')}` : row.detail,
    ]
    return h(
      'tr',
      {},
      h('td', {}, link(row.href, row.name)),
      ...cells.map((text) => h('td', {}, text ?? '–')),
      h('td', {}, h('span', { class: 'stage' }, row.stage)),
      h('td', row.owner ? {} : { class: 'quiet' }, row.owner ?? 'Nobody'),
      h('td', { class: 'quiet figures' }, onDay(row.createdAt)),
    )
  }
  const table = h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, ...rows.map(line)),
  )
  return { title, body: h('div', {}, head, h('div', { class: 'card scroll' }, table)) }
}
