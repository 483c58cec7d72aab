// @ts-check
import { h, link } from './dom.js'
import { LISTS, TYPE_NAMES, atMoment, labelOf, valueOf } from './phrases.js'
import { settings } from './settings.js'
import { timeline } from './timeline.js'
import { toDo } from './toDo.js'

/** @typedef {import('../view.ts').RecordView} RecordView */

/**
 * @param {RecordView} view
 * @param {import('./act.js').Act} act
 * @param {Node} forms what a person can add; it outlives a redrawing, so that nothing half typed is lost
 */
export const recordPage = (view, act, forms) => {
  const { record } = view
  const subtitle = [record.title, view.company?.name ?? (record.type === 'company' ? undefined : record.company)]
    .filter(Boolean)
    .join(' · ')
  const body = h(
    'article',
    {},
    h('div', { class: 'head' }, trail(view), pager(view)),
    h('h1', {}, record.name),
    subtitle ? h('p', { class: 'subtitle' }, subtitle) : null,
    settings(view, act),
    h(
      'div',
      { class: 'columns' },
      details(view),
      h('div', { class: 'work' }, toDo(view, act), forms, timeline(view)),
      h('div', {}, team(view), related(view)),
    ),
  )
  return { title: record.name, body }
}

/** @param {RecordView} view */
const trail = ({ record }) => {
  const list = LISTS[/** @type {const} */ (['lead', 'contact', 'company', 'deal']).indexOf(record.type)] ?? LISTS[0]
  return h('p', { class: 'trail' }, link(list[0], list[1]), ` / ${TYPE_NAMES[record.type]} ${record.id}`)
}

/** @param {RecordView} view */
const pager = ({ pager: { previous, next, position, total } }) => {
  const step = (/** @type {string | null} */ href, /** @type {string} */ words, /** @type {string} */ rel) =>
    href ? h('a', { href, rel, class: 'button' }, words) : h('span', { class: 'button off' }, words)
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Pager' },
    step(previous, 'Previous', 'prev'),
    h('span', { class: 'figures' }, `${position} of ${total}`),
    step(next, 'Next', 'next'),
  )
}

/** @param {RecordView} view */
const details = ({ record, company, editable }) => {
  const mail = record.email ? h('a', { href: `mailto:${record.email}` }, record.email) : null
  const phone = record.phone ? h('a', { href: `tel:${record.phone.replaceAll(' ', '')}` }, record.phone) : null
  /** @type {[string, Node | string | null | undefined][]} */
  const known = [
    ['E-mail', mail],
    ['Phone', phone],
    ['Company', company ? link(company.href, company.name) : record.type === 'company' ? null : record.company],
    ['Role', record.title],
    ['Time zone', record.zone],
    [
      'Asked for',
      record.request
        ? `${labelOf(record.request.kind)} · ${record.request.source} · ${atMoment(record.request.occurredAt)}`
        : null,
    ],
    ...Object.entries(record.fields)
      .filter(([name]) => !editable.some((field) => field.name === name && field.kind === 'user'))
      .map(([name, value]) => /** @type {[string, string]} */ ([labelOf(name), valueOf(value)])),
  ]
  const rows = known.filter(([, value]) => value !== null && value !== undefined)
  const line = (/** @type {[string, Node | string | null | undefined]} */ [label, value]) =>
    h(
      'div',
      typeof value === 'string' && value.length > 40 ? { class: 'wide' } : {},
      h('dt', {}, label),
      h('dd', {}, value ?? ''),
    )
  return h('section', { class: 'card' }, h('h2', {}, 'Details'), h('dl', {}, ...rows.map(line)))
}

/** @param {RecordView} view */
const team = ({ team: members }) =>
  members.length === 0
    ? null
    : h(
        'section',
        { class: 'card', id: 'team' },
        h('h2', {}, 'Account team'),
        h('dl', {}, ...members.map(({ role, name }) => h('div', {}, h('dt', {}, role), h('dd', {}, name)))),
      )

/** @param {RecordView} view */
const related = ({ related: links }) =>
  h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Related'),
    links.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing is linked to this record.')
      : h(
          'ul',
          { class: 'lines' },
          ...links.map((each) =>
            h(
              'li',
              {},
              h('span', { class: 'quiet kind' }, TYPE_NAMES[each.type]),
              link(each.href, each.name),
              h('span', { class: 'stage' }, each.stage),
            ),
          ),
        ),
  )
