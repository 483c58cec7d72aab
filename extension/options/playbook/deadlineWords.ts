import type { Deadline, EscalationStep } from '../../../shared/point.ts'
import { t } from '../messages.ts'

/** «15 min», «4 h», «1 h 30 min»; working time is said beside it. */
export const minutesText = (minutes: number): string => {
  const h = Math.floor(minutes / 60)
  const m = minutes % 60
  if (h === 0) return t('time.minutes', { m })
  return m === 0 ? t('time.hours', { h }) : t('time.hoursMinutes', { h, m })
}

/** A deadline as a rule: «15 min of working time», «the close of the next business day». */
export const deadlineText = (deadline: Deadline): string => {
  if (deadline.kind === 'close_of_next_day') return t('book.deadline.close_of_next_day')
  const span = minutesText(deadline.minutes)
  if (deadline.kind === 'working') return t('book.deadline.working', { span })
  const { unlessUnderMinutes, thenMinutes } = deadline
  return t('book.deadline.working_same_day', {
    span,
    under: minutesText(unlessUnderMinutes),
    later: minutesText(thenMinutes),
  })
}

/** When a step fires: «at half of the window», «at the breach», «15 min of working time after the breach». */
export const whenFires = (when: EscalationStep['when']): string => {
  if (when.kind === 'after_breach') {
    return when.minutes === 0
      ? t('book.fires.atBreach')
      : t('book.fires.afterBreach', { span: minutesText(when.minutes) })
  }
  if (when.share === 0.5) return t('book.fires.half')
  if (when.share === 1) return t('book.fires.end')
  return t('book.fires.share', { percent: Math.round(when.share * 100) })
}

/** Earlier steps first; at one instant, as they stand in the playbook. */
export const inTimeOrder = <S extends Pick<EscalationStep, 'when'>>(steps: readonly S[]): S[] =>
  steps.toSorted((a, b) => place(a) - place(b))

/** Shares lie within the window, so they come before whatever follows the breach. */
const place = ({ when }: Pick<EscalationStep, 'when'>): number =>
  when.kind === 'share' ? when.share - 1 : when.minutes + 1
