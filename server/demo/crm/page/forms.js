// @ts-check
import { h } from './dom.js'
import { userHere } from './act.js'
import { fieldForm } from './fieldForm.js'
import { check, choice, field, form } from './inputs.js'
import { CHANNEL_NAMES } from './phrases.js'

/** @typedef {import('./inputs.js').Option} Option */

/**
 * What a person can add to a record: closed until it is wanted.
 * @param {import('../view.ts').RecordView} view
 * @param {import('./act.js').Act} act
 * @param {import('./inputs.js').Save} newDeal
 */
export const forms = (view, act, newDeal) => {
  const { record, users } = view
  const people = users.map((user) => /** @type {Option} */ ([user.email, user.name]))
  const me = userHere() || record.ownerEmail || users[0]?.email || ''
  const who = () => choice('byEmail', 'Who', people, me)
  const channels = (/** @type {import('../record.ts').Channel[]} */ ...names) =>
    choice(
      'channel',
      'What',
      names.map((name) => [name, CHANNEL_NAMES[name]]),
    )
  const at = (/** @type {string} */ typed) => (typed ? new Date(typed) : new Date()).toISOString()

  const log = form(
    'log',
    'Log what was done',
    [
      channels('call', 'email', 'meeting', 'message', 'note'),
      who(),
      choice('hand', 'How', HANDS),
      field('summary', 'In a line'),
      field('outcome', 'Outcome', 'text', false),
      field('at', 'When (now, if empty)', 'datetime-local', false),
    ],
    ({ channel, byEmail, hand, summary, outcome, at: when }) =>
      act('POST', '/activities', {
        channel,
        byEmail,
        summary,
        at: at(when ?? ''),
        ...(outcome ? { outcome } : {}),
        ...(hand === 'inbound' ? { direction: 'inbound' } : hand === 'automated' ? { automated: true } : {}),
      }),
  )
  const plan = form(
    'plan',
    'Book a meeting, plan a call',
    [
      channels('meeting', 'call'),
      who(),
      field('summary', 'In a line'),
      field('at', 'Begins', 'datetime-local'),
      check('bookedByBuyer', 'The buyer picked the time'),
    ],
    ({ channel, byEmail, summary, at: when, bookedByBuyer }) =>
      act('POST', '/activities', {
        channel,
        byEmail,
        summary,
        at: at(when ?? ''),
        state: 'planned',
        ...(bookedByBuyer ? { bookedByBuyer: true } : {}),
      }),
  )
  const task = form(
    'task',
    'Create a task',
    [choice('ownerEmail', 'For', people, me), field('summary', 'In a line'), field('at', 'Due', 'datetime-local')],
    ({ ownerEmail, summary, at: when }) => act('POST', '/tasks', { ownerEmail, summary, dueAt: at(when ?? '') }),
  )
  const deal =
    record.type === 'company' || record.type === 'contact'
      ? form('deal', 'New deal', [field('name', 'Name'), field('amount', 'Amount', 'number', false)], newDeal)
      : null
  return h('section', { class: 'card', id: 'add' }, h('h2', {}, 'Add'), log, plan, task, fieldForm(view, act), deal)
}

/** @type {Option[]} */
const HANDS = [
  ['outbound', 'By a person, to them'],
  ['inbound', 'From them'],
  ['automated', 'By a sequence'],
]
