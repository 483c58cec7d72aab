// @ts-check
import { h } from './dom.js'
import { CHANNEL_NAMES, actorName, atMoment, labelOf } from './phrases.js'

/**
 * What people did and what changed, newest first.
 * @param {import('../view.ts').RecordView} view
 */
export const timeline = ({ record, users }) => {
  const nameOf = (/** @type {string | undefined} */ email) =>
    users.find((user) => user.email === email)?.name ?? email ?? 'nobody'
  const done = record.activities
    .filter(({ state }) => state !== 'planned')
    .map((activity, order) => ({
      at: activity.at,
      order,
      what: CHANNEL_NAMES[activity.channel],
      words: [activity.summary, activity.outcome].filter(Boolean).join(' · '),
      by: [nameOf(activity.byEmail || undefined), ...marksOf(activity)].join(' · '),
    }))
  const ended = record.tasks
    .filter(({ state }) => state === 'done')
    .map((task, order) => ({
      at: task.doneAt ?? task.dueAt,
      order,
      what: 'Task done',
      words: task.summary,
      by: nameOf(task.ownerEmail),
    }))
  const changed = record.changes.map((change, order) => ({
    at: change.at,
    order,
    what: change.what === 'field' ? labelOf(change.field ?? '') : labelOf(change.what),
    words:
      change.what === 'created'
        ? ''
        : change.what === 'owner'
          ? `${nameOf(change.from)} → ${nameOf(change.to)}`
          : `${change.from ?? '–'} → ${change.to ?? '–'}`,
    by: change.by ? nameOf(change.by) : actorName(change.actor),
  }))
  const entries = [...done, ...ended, ...changed].toSorted(
    (a, b) => Date.parse(b.at) - Date.parse(a.at) || b.order - a.order,
  )
  const line = (/** @type {(typeof entries)[number]} */ entry) =>
    h(
      'li',
      {},
      h('p', {}, h('strong', {}, entry.what), entry.words ? ` ${entry.words}` : ''),
      h('p', { class: 'quiet figures' }, `${entry.by} · ${atMoment(entry.at)}`),
    )
  return h(
    'section',
    { class: 'card', id: 'timeline' },
    h('h2', {}, 'Activity'),
    entries.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing has happened yet.')
      : h('ol', { class: 'timeline' }, ...entries.map(line)),
  )
}

/** What tells an activity from a person's own act. @param {import('../record.ts').DemoActivity} activity */
const marksOf = ({ automated, direction, bookedByBuyer, state }) => [
  ...(automated ? ['by a sequence'] : []),
  ...(direction === 'inbound' ? ['from them'] : []),
  ...(bookedByBuyer ? ['they picked the time'] : []),
  ...(state === 'cancelled' ? ['cancelled'] : []),
]
