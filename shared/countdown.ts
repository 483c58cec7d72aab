import type { ClockView } from './handoffParts.ts'

/** What a countdown shows at one instant; milliseconds. The page only subtracts: the open windows come from the server. */
export type Countdown = {
  /** `paused`: no window is open now; `late`: the deadline has passed. */
  phase: 'running' | 'paused' | 'late'
  /** Working time left; 0 when late. */
  leftMs: number
  /** Wall-clock time since the deadline; 0 unless late. */
  lateMs: number
  /** When the next window opens, while paused. */
  resumesAtMs: number | null
  /** Share of the working window that is gone, 0 to 1. */
  spent: number
  dueAtMs: number
}

export const countdown = (clock: Pick<ClockView, 'dueAt' | 'windows'>, nowMs: number): Countdown => {
  const dueAtMs = Date.parse(clock.dueAt)
  const spans = clock.windows.map(([from, to]) => [Date.parse(from), Date.parse(to)] as const)
  const totalMs = spans.reduce((sum, [from, to]) => sum + (to - from), 0)
  if (nowMs >= dueAtMs)
    return { phase: 'late', leftMs: 0, lateMs: nowMs - dueAtMs, resumesAtMs: null, spent: 1, dueAtMs }
  const leftMs = spans.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, nowMs)), 0)
  const isOpen = spans.some(([from, to]) => from <= nowMs && nowMs < to)
  const next = spans.find(([from]) => from > nowMs)
  return {
    phase: isOpen ? 'running' : 'paused',
    leftMs,
    lateMs: 0,
    resumesAtMs: isOpen ? null : (next?.[0] ?? null),
    spent: totalMs === 0 ? 1 : 1 - leftMs / totalMs,
    dueAtMs,
  }
}
