import { Temporal } from 'temporal-polyfill'
import type { SentWeek } from '../../shared/queue.ts'
import type { HandoffEvent } from './event.ts'

/**
 * What came of what was sent, by the week in which it was told, the latest first. `sent`, `accepted`, `asked`, `returned` and
 * `declined` each count a handoff once a week. `why`: decline reasons and items asked for, by how often.
 */
export const sentWeeks = (events: readonly { handoffId: string; event: HandoffEvent }[], zone: string): SentWeek[] => {
  const weeks = new Map<string, Week>()
  for (const { handoffId, event } of events) {
    const part = PARTS[event.type as keyof typeof PARTS] as Part | undefined
    if (part === undefined) continue
    const monday = mondayOf(event.at, zone)
    const week = weeks.get(monday) ?? newWeek()
    weeks.set(monday, week)
    week[part].add(handoffId)
    for (const code of reasonsIn(event)) week.why.set(code, (week.why.get(code) ?? 0) + 1)
  }
  return [...weeks.entries()]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([week, { why, ...parts }]) => ({
      week,
      sent: parts.sent.size,
      accepted: parts.accepted.size,
      asked: parts.asked.size,
      returned: parts.returned.size,
      declined: parts.declined.size,
      why: [...why.entries()]
        .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .map(([code, count]) => ({ code, count })),
    }))
}

type Part = 'sent' | 'accepted' | 'asked' | 'returned' | 'declined'
type Week = Record<Part, Set<string>> & { why: Map<string, number> }

const PARTS = {
  opened: 'sent',
  accepted: 'accepted',
  asked: 'asked',
  returned: 'returned',
  declined: 'declined',
} as const

const newWeek = (): Week => ({
  sent: new Set(),
  accepted: new Set(),
  asked: new Set(),
  returned: new Set(),
  declined: new Set(),
  why: new Map(),
})

const reasonsIn = (event: HandoffEvent): string[] => {
  if (event.type === 'declined') return [event.reason]
  return event.type === 'asked' || event.type === 'returned' ? event.items : []
}

const mondayOf = (atMs: number, zone: string): string => {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}
