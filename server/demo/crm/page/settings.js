// @ts-check
import { h } from './dom.js'
import { onDay } from './phrases.js'

/** @typedef {import('../view.ts').RecordView} RecordView */

/**
 * Owner and stage, which the page's user may set; a deal has a button for each stage.
 * @param {RecordView} view
 * @param {import('./act.js').Act} act
 */
export const settings = ({ record, users, stages }, act) => {
  const problem = h('p', { class: 'fault', role: 'alert' })
  const choice = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ options,
    /** @type {string} */ value,
  ) => {
    const save = async (/** @type {Event} */ event) => {
      const chosen = /** @type {HTMLSelectElement} */ (event.target).value
      problem.textContent = (await act('PATCH', '', { [name]: chosen })) ?? ''
    }
    const select = h(
      'select',
      { id: name, onchange: (event) => void save(event) },
      ...options.map(([of, text]) => h('option', { value: of, selected: of === value, disabled: of === '' }, text)),
    )
    return h('div', { class: 'setting' }, h('label', { for: name }, label), select)
  }
  const stageButtons = () => {
    const move = async (/** @type {string} */ stage) => {
      problem.textContent = (await act('PATCH', '', { stage })) ?? ''
    }
    const button = (/** @type {string} */ stage, /** @type {number} */ index) =>
      h(
        'button',
        {
          type: 'button',
          id: `stage-${index}`,
          'aria-pressed': String(stage === record.stage),
          onclick: () => void move(stage),
        },
        stage,
      )
    return h(
      'div',
      { class: 'setting stages', role: 'group', 'aria-label': 'Stage' },
      h('span', { class: 'label' }, 'Stage'),
      h('div', { class: 'row' }, ...stages.map(button)),
    )
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
    ...(record.type === 'deal'
      ? [since, stageButtons()]
      : [choice('stage', 'Stage', stageOptions, record.stage), since]),
    problem,
  )
}
