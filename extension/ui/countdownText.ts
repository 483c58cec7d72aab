import type { Countdown } from '../../shared/countdown.ts'
import type { ClockView } from '../../shared/handoffParts.ts'
import { type Reader, whenText } from './instants.ts'
import { t } from './messages.ts'
import { firstName } from './names.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** «48 s», «11 min», «3 h 40 min», from two days on «2 days». Rounded down: it never claims time that is not there. */
export const spanText = (ms: number): string => {
  if (ms < MINUTE) return t('time.seconds', { s: Math.floor(ms / SECOND) })
  if (ms < HOUR) return t('time.minutes', { m: Math.floor(ms / MINUTE) })
  if (ms >= 2 * DAY) return t('time.days', { count: Math.floor(ms / DAY) })
  const h = Math.floor(ms / HOUR)
  const m = Math.floor((ms % HOUR) / MINUTE)
  return m === 0 ? t('time.hours', { h }) : t('time.hoursMinutes', { h, m })
}

/** `calm` before the half is gone, `safe` the same once it is accepted, then `soon`, then `late`. A pause is calm. */
export type Tone = 'calm' | 'safe' | 'soon' | 'late'

export const toneOf = ({ phase, spent }: Countdown, isAccepted: boolean): Tone => {
  if (phase === 'late') return 'late'
  if (phase === 'running' && spent >= 0.5) return 'soon'
  return isAccepted ? 'safe' : 'calm'
}

/** «11 min left», «12 min late». */
export const timeText = ({ phase, leftMs, lateMs }: Countdown): string =>
  phase === 'late' ? t('time.late', { span: spanText(lateMs) }) : t('time.left', { span: spanText(leftMs) })

/** «to accept · by 2:45 PM your time», «to accept · paused until 9:00 AM Mon», «to accept · Dana was told at 2:45 PM». */
export const dueText = (
  clock: ClockView,
  shown: Countdown,
  nowMs: number,
  { task = t(`time.to.${clock.kind}`), ...reader }: Reader & { task?: string | undefined } = {},
): string => `${task} · ${whenDue(clock, shown, nowMs, reader)}`

const whenDue = (clock: ClockView, shown: Countdown, nowMs: number, reader?: Reader): string => {
  if (shown.phase === 'paused' && shown.resumesAtMs !== null) return pausedText(shown.resumesAtMs, nowMs, reader)
  if (shown.phase !== 'late') return t('time.by', { at: whenText(shown.dueAtMs, nowMs, reader) })
  if (clock.told === undefined) return t('time.was', { at: whenText(shown.dueAtMs, nowMs, reader) })
  return t('time.told', { name: firstName(clock.told.name), at: whenText(Date.parse(clock.told.at), nowMs, reader) })
}

/** «paused until 9:00 AM Mon». */
export const pausedText = (resumesAtMs: number, nowMs: number, reader?: Reader): string =>
  t('time.pausedUntil', { at: whenText(resumesAtMs, nowMs, reader) })

const ANNOUNCED_MIN = [60, 15, 5, 1]

/** What to say aloud when the time went on from one instant to the next; null mostly. */
export const announcement = (kind: ClockView['kind'], before: Countdown, after: Countdown): string | null => {
  if (before.dueAtMs !== after.dueAtMs || before.phase === 'late') return null
  if (after.phase === 'late') return t(`announce.late.${kind}`)
  const crossed = ANNOUNCED_MIN.filter((min) => before.leftMs > min * MINUTE && after.leftMs <= min * MINUTE).at(-1)
  return crossed === undefined ? null : t(`announce.left.${kind}`, { span: t('time.minutes', { m: crossed }) })
}

/** Steps of the bar: it moves by a hundredth of the window, so that the page rests in between. */
export const BAR_STEPS = 100

/** How long, in ms, until the text or the bar of this countdown looks different; at most a minute while time runs. */
export const changesInMs = ({ phase, leftMs, lateMs, spent, resumesAtMs }: Countdown, nowMs: number): number => {
  if (phase === 'paused') return resumesAtMs === null ? HOUR : Math.max(1, resumesAtMs - nowMs)
  if (phase === 'late') {
    const unit = lateMs < MINUTE ? SECOND : MINUTE
    return unit - (lateMs % unit)
  }
  // Below a whole unit the text changes: at 11 min exactly it still says 11, one millisecond later 10.
  const unit = leftMs <= MINUTE ? SECOND : MINUTE
  const textInMs = (leftMs % unit) + 1
  const totalMs = spent >= 1 ? leftMs : leftMs / (1 - spent)
  const stepMs = totalMs / BAR_STEPS
  // A millionth less: the division leaves such a rest.
  const barInMs = Math.ceil(stepMs - ((spent * totalMs) % stepMs) - 1e-6) + 1
  return Math.min(textInMs, barInMs)
}
