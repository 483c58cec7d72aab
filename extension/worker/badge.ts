import { t } from '../ui/messages.ts'
import type { Queue, QueueRow } from '../../shared/queue.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import type { Clock, ServerClock } from './clock.ts'

/** Handoffs whose nearest clock is late – a manager's team's among them –, and when the next one will be; milliseconds. */
export const lateness = (queue: Queue, nowMs: number): { late: number; nextMs: number | null } => {
  const rows = new Map([...queue.mine, ...(queue.team ?? [])].map((row): [string, QueueRow] => [row.id, row]))
  const dueMs = [...rows.values()].flatMap(({ clock }) => (clock === null ? [] : [Date.parse(clock.dueAt)]))
  const ahead = dueMs.filter((ms) => ms > nowMs)
  return { late: dueMs.length - ahead.length, nextMs: ahead.length === 0 ? null : Math.min(...ahead) }
}

export type Badge = {
  /** Counts this queue now, and again when its next deadline passes. Null: nobody is signed in. */
  count(queue: Queue | null): void
}

const LATE_COLOR = '#c62828'
// Timers hold at most 2^31 ms; the alarm counts again long before.
const LONGEST_TIMER_MS = 24 * 60 * 60_000

export const createBadge = ({
  browser,
  clock,
  serverClock,
}: {
  browser: WorkerBrowser
  clock: Clock
  serverClock: ServerClock
}): Badge => {
  let cancel = (): void => {}
  const count = (queue: Queue | null): void => {
    cancel()
    const { late, nextMs } = queue === null ? { late: 0, nextMs: null } : lateness(queue, serverClock.nowMs())
    void browser.badge.show({ text: late === 0 ? '' : String(late), title: titleOf(queue, late), color: LATE_COLOR })
    if (nextMs === null) return
    cancel = clock.after(Math.min(nextMs - serverClock.nowMs(), LONGEST_TIMER_MS), () => count(queue))
  }
  return { count }
}

const titleOf = (queue: Queue | null, late: number): string => {
  if (queue === null || late === 0) return t('name')
  return t(queue.team === null ? 'badge.late' : 'badge.teamLate', { count: late })
}
