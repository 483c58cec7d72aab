// @ts-check
import { h } from './dom.js'
import { CHANNEL_NAMES, actorName, atMoment } from './phrases.js'

/**
 * What people did and what changed, newest first.
 * @param {import('../view.ts').RecordView} view
 */
export const timeline = ({ record, users }) => {
  const nameOf = (/** @type {string | undefined} */ email) =>
    users.find((user) => user.email === email)?.name ?? email ?? 'nobody'
  const done = record.activities.map((activity, order) => ({
    at: activity.at,
    order,
    what: CHANNEL_NAMES[activity.channel],
    words: activity.summary,
    by: nameOf(activity.byEmail || undefined),
  }))
  const changed = record.changes.map((change, order) => ({
    at: change.at,
    order,
    what: change.what === 'created' ? 'Created' : change.what === 'owner' ? 'Owner' : 'Stage',
    words:
      change.what === 'created'
        ? ''
        : change.what === 'owner'
          ? `${nameOf(change.from)} → ${nameOf(change.to)}`
          : `${change.from ?? '–'} → ${change.to ?? '–'}`,
    by: actorName(change.actor),
  }))
  const entries = [...done, ...changed].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.order - a.order)
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
