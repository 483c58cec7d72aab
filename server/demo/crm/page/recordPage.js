// @ts-check
import { h, link } from './dom.js'
import { LISTS, TYPE_NAMES, atMoment, labelOf, onDay, valueOf } from './phrases.js'
import { timeline } from './timeline.js'

/** @typedef {import('../view.ts').RecordView} RecordView */

/**
 * @param {RecordView} view
 * @param {(patch: Record<string, string>) => Promise<string | null>} change
 */
export const recordPage = (view, change) => {
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
    settings(view, change),
    h(
      'div',
      { class: 'columns' },
      details(view),
      h('div', { class: 'work' }, tasks(view), timeline(view)),
      related(view),
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

/**
 * Owner and stage, which the page's user may set.
 * @param {RecordView} view
 * @param {(patch: Record<string, string>) => Promise<string | null>} change
 */
const settings = ({ record, users, stages }, change) => {
  const problem = h('p', { class: 'fault', role: 'alert' })
  const choice = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ options,
    /** @type {string} */ value,
  ) => {
    const save = async (/** @type {Event} */ event) => {
      const chosen = /** @type {HTMLSelectElement} */ (event.target).value
      problem.textContent = (await change({ [name]: chosen })) ?? ''
    }
    const select = h(
      'select',
      { id: name, onchange: (event) => void save(event) },
      ...options.map(([of, text]) => h('option', { value: of, selected: of === value, disabled: of === '' }, text)),
    )
    return h('div', { class: 'setting' }, h('label', { for: name }, label), select)
  }
  /** @type {[string, string][]} */
  const owners = [
    ...(record.ownerEmail ? [] : [/** @type {[string, string]} */ (['', 'Nobody yet'])]),
    ...users.map((user) => /** @type {[string, string]} */ ([user.email, user.name])),
  ]
  const since = h(
    'div',
    { class: 'setting' },
    h('span', { class: 'label' }, 'Created'),
    h('span', { class: 'value figures' }, onDay(record.createdAt)),
  )
  const stageOptions = stages.map((stage) => /** @type {[string, string]} */ ([stage, stage]))
  return h(
    'section',
    { class: 'settings', 'aria-label': 'Owner and stage' },
    choice('ownerEmail', 'Owner', owners, record.ownerEmail ?? ''),
    choice('stage', 'Stage', stageOptions, record.stage),
    since,
    problem,
  )
}

/** @param {RecordView} view */
const details = ({ record, company }) => {
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
    ...Object.entries(record.fields).map(
      ([name, value]) => /** @type {[string, string]} */ ([labelOf(name), valueOf(value)]),
    ),
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

/** @param {RecordView} view */
const tasks = ({ record, users }) => {
  const nameOf = (/** @type {string} */ email) => users.find((user) => user.email === email)?.name ?? email
  const line = (/** @type {import('../record.ts').DemoTask} */ task) =>
    h(
      'li',
      {},
      h('span', {}, task.summary),
      h(
        'span',
        { class: 'quiet figures' },
        `${nameOf(task.ownerEmail)} · due ${onDay(task.dueAt)}, ${atMoment(task.dueAt).split(', ').at(-1) ?? ''}`,
      ),
    )
  return h(
    'section',
    { class: 'card', id: 'tasks' },
    h('h2', {}, 'Tasks'),
    record.tasks.length === 0
      ? h('p', { class: 'quiet' }, 'No tasks.')
      : h('ul', { class: 'stacked' }, ...record.tasks.map(line)),
  )
}
