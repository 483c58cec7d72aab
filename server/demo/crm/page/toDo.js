// @ts-check
import { h } from './dom.js'
import { CHANNEL_NAMES, atMoment, onDay } from './phrases.js'

const OUTCOMES = ['Next step agreed', 'Interested', 'Not now', 'Not interested']

/**
 * Tasks, and calls and meetings that are planned, with what ends them.
 * @param {import('../view.ts').RecordView} view
 * @param {import('./act.js').Act} act
 */
export const toDo = ({ record, users }, act) => {
  const problem = h('p', { class: 'fault', role: 'alert' })
  const nameOf = (/** @type {string} */ email) => users.find((user) => user.email === email)?.name ?? email
  const button = (
    /** @type {string} */ id,
    /** @type {string} */ words,
    /** @type {() => Promise<string | null>} */ go,
  ) =>
    h(
      'button',
      { type: 'button', id, class: 'button', onclick: () => void go().then((said) => (problem.textContent = said)) },
      words,
    )
  const when = (/** @type {string} */ email, /** @type {string} */ words, /** @type {string} */ at) =>
    h(
      'span',
      { class: 'quiet figures' },
      `${nameOf(email)} · ${words} ${onDay(at)}, ${atMoment(at).split(', ').at(-1) ?? ''}`,
    )

  const task = (/** @type {import('../record.ts').DemoTask} */ { id, summary, ownerEmail, dueAt }) =>
    h(
      'li',
      {},
      h('span', {}, summary),
      when(ownerEmail, 'due', dueAt),
      h(
        'div',
        { class: 'row' },
        button(`done-${id}`, 'Done', () => act('PATCH', `/tasks/${id}`, { state: 'done' })),
      ),
    )

  const planned = (/** @type {import('../record.ts').DemoActivity} */ { id, channel, summary, byEmail, at }) => {
    const outcome = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        { id: `outcome-${id}`, 'aria-label': 'Outcome' },
        ...OUTCOMES.map((words) => h('option', { value: words }, words)),
      )
    )
    const end = (/** @type {string} */ state, /** @type {string} */ words) => () =>
      act('PATCH', `/activities/${id}`, { state, outcome: words })
    return h(
      'li',
      {},
      h('span', {}, h('strong', {}, CHANNEL_NAMES[channel]), ` ${summary}`),
      when(byEmail, '', at),
      h(
        'div',
        { class: 'row' },
        outcome,
        button(`held-${id}`, channel === 'meeting' ? 'Held' : 'Done', () => end('done', outcome.value)()),
        button(`no-show-${id}`, 'They did not come', end('cancelled', 'No show')),
        button(`cancel-${id}`, 'Cancel', end('cancelled', 'Cancelled')),
      ),
    )
  }

  const open = [
    ...record.activities
      .filter(({ state }) => state === 'planned')
      .map((each) => ({ at: each.at, line: planned(each) })),
    ...record.tasks
      .filter(({ state = 'planned' }) => state === 'planned')
      .map((each) => ({ at: each.dueAt, line: task(each) })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return h(
    'section',
    { class: 'card', id: 'tasks' },
    h('h2', {}, 'To do'),
    open.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing is planned.')
      : h('ul', { class: 'stacked' }, ...open.map(({ line }) => line)),
    problem,
  )
}
