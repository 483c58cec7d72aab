// @ts-check
import { h } from './dom.js'

/** @typedef {[value: string, words: string]} Option */
/** @typedef {(typed: Record<string, string>) => Promise<string | null>} Save */

/**
 * A form behind its title; it empties and closes when it was saved.
 * @param {string} id
 * @param {string} title
 * @param {Node[]} fields
 * @param {Save} save
 */
export const form = (id, title, fields, save) => {
  const problem = h('p', { class: 'fault', role: 'alert' })
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const element = /** @type {HTMLFormElement} */ (event.target)
    const typed = [...new FormData(element)].map(([name, value]) => [name, String(value)])
    problem.textContent = await save(Object.fromEntries(typed))
    if (problem.textContent) return
    element.reset()
    box.removeAttribute('open')
  }
  const box = h(
    'details',
    { id: `form-${id}` },
    h('summary', { id: `open-${id}` }, title),
    h(
      'form',
      { onsubmit: (event) => void send(event) },
      ...fields,
      problem,
      h('p', { class: 'acts' }, h('button', { type: 'submit', class: 'main' }, 'Save')),
    ),
  )
  return box
}

let fieldsMade = 0
/**
 * @param {string} label
 * @param {(id: string) => Node} input
 */
export const labelled = (label, input) => {
  const id = `typed-${(fieldsMade += 1)}`
  return h('p', { class: 'field' }, h('label', { for: id }, label), input(id))
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} type
 */
export const field = (name, label, type = 'text', required = true) =>
  labelled(label, (id) =>
    h('input', { id, name, type, required, autocomplete: 'off', ...(type === 'number' ? { step: 'any' } : {}) }),
  )

/**
 * @param {string} name
 * @param {string} label
 * @param {Option[]} options
 */
export const choice = (name, label, options, chosen = '') =>
  labelled(label, (id) =>
    h(
      'select',
      { id, name },
      ...options.map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
    ),
  )

/**
 * @param {string} name
 * @param {string} label
 */
export const check = (name, label) =>
  h(
    'p',
    { class: 'field' },
    h('label', { class: 'check' }, h('input', { type: 'checkbox', name, value: 'yes' }), label),
  )
