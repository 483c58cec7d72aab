// @ts-check
import { h, link } from './dom.js'

const FIELDS = /** @type {const} */ ([
  ['name', 'Name', 'text'],
  ['company', 'Company', 'text'],
  ['email', 'E-mail', 'email'],
  ['phone', 'Phone', 'tel'],
])

/** @param {(href: string) => void} go */
export const newLeadPage = (go) => {
  const problem = h('p', { class: 'fault', role: 'alert' })
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const typed = [...new FormData(/** @type {HTMLFormElement} */ (event.target))].filter(([, value]) => value !== '')
    const answer = await fetch('/page/leads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(typed)),
    }).catch(() => null)
    if (answer?.ok) go((await answer.json()).href)
    else problem.textContent = 'This was not saved. Please check the name and the e-mail address.'
  }
  const field = (/** @type {(typeof FIELDS)[number]} */ [name, label, type]) =>
    h(
      'p',
      { class: 'field' },
      h('label', { for: name }, label),
      h('input', { id: name, name, type, required: name === 'name', autocomplete: 'off' }),
    )
  const body = h(
    'form',
    { class: 'card narrow', onsubmit: (event) => void send(event) },
    h('h1', {}, 'New lead'),
    ...FIELDS.map(field),
    problem,
    h('p', { class: 'acts' }, h('button', { type: 'submit', class: 'main' }, 'Save'), link('/leads', 'Cancel')),
  )
  return { title: 'New lead', body }
}
