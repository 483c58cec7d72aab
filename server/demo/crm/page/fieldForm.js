// @ts-check
import { h } from './dom.js'
import { form, labelled } from './inputs.js'
import { labelOf } from './phrases.js'

/** @typedef {import('../fields.ts').FieldSpec} FieldSpec */

/**
 * Chooses a field and sets it; nothing typed takes its value away.
 * @param {import('../view.ts').RecordView} view
 * @param {import('./act.js').Act} act
 */
export const fieldForm = ({ record, users, editable }, act) => {
  const present = Object.entries(record.fields)
    .filter(([name]) => !editable.some((field) => field.name === name))
    .map(([name, value]) => /** @type {FieldSpec} */ ({ name, kind: kindOf(value) }))
  const all = [...editable, ...present]
  const place = h('div')
  const show = (/** @type {string} */ name) => {
    const kind = all.find((field) => field.name === name)?.kind ?? 'text'
    const value = record.fields[name] ?? ''
    place.replaceChildren(labelled('Value', (id) => input(id, kind, value, users)))
  }
  const choose = labelled('Field', (id) =>
    h(
      'select',
      { id, name: 'field', onchange: (event) => show(/** @type {HTMLSelectElement} */ (event.target).value) },
      ...all.map(({ name }) => h('option', { value: name }, labelOf(name))),
    ),
  )
  show(all[0]?.name ?? '')
  return form('field', 'Change a field', [choose, place], async ({ field = '', value = '' }) => {
    const kind = all.find(({ name }) => name === field)?.kind
    const typed = value === '' ? null : kind === 'number' ? Number(value) : kind === 'yes' ? value === 'yes' : value
    const words = await act('PATCH', '', { fields: { [field]: typed } })
    if (words === null) record.fields[field] = typed
    return words
  })
}

/** @param {string | number | boolean | null} value */
const kindOf = (value) => (typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yes' : 'text')

/**
 * @param {string} id
 * @param {FieldSpec['kind']} kind
 * @param {string | number | boolean} value
 * @param {import('../record.ts').DemoUser[]} users
 */
const input = (id, kind, value, users) => {
  if (kind === 'yes' || kind === 'user') {
    const options =
      kind === 'yes'
        ? [
            ['yes', 'Yes'],
            ['no', 'No'],
          ]
        : users.map(({ email, name }) => [email, name])
    const now = kind === 'user' ? value : value === true ? 'yes' : value === false ? 'no' : ''
    return h(
      'select',
      { id, name: 'value' },
      h('option', { value: '' }, '–'),
      ...options.map(([of = '', words = '']) => h('option', { value: of, selected: of === now }, words)),
    )
  }
  /** @type {Record<string, string>} */
  const step = kind === 'number' ? { step: 'any' } : {}
  return h('input', { id, name: 'value', type: kind, value: String(value), autocomplete: 'off', ...step })
}
