import type { Absence } from '../../../shared/availability.ts'
import { t } from '../messages.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The whole days from one to the other, both in it, where this browser is; null: these are no days in order. */
export const spanOfDays = (first: string, last: string): Absence | null => {
  if (!DAY.test(first) || !DAY.test(last) || last < first) return null
  const from = new Date(`${first}T00:00:00`)
  const until = new Date(`${last}T00:00:00`)
  if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime())) return null
  // The next day begins at its own midnight, whatever the clocks do in between.
  until.setDate(until.getDate() + 1)
  return { from: from.toISOString(), until: until.toISOString() }
}

/** «Mon, Nov 30 to Fri, Dec 4», «Mon, Nov 30»; with the year where it is another one. */
export const spanText = ({ from, until }: Absence, nowMs: number, zone?: string): string => {
  const inZone: Intl.DateTimeFormatOptions = zone === undefined ? {} : { timeZone: zone }
  const yearOf = (ms: number) => new Date(ms).toLocaleDateString('en-US', { year: 'numeric', ...inZone })
  const day = (ms: number) => {
    const year: Intl.DateTimeFormatOptions = yearOf(ms) === yearOf(nowMs) ? {} : { year: 'numeric' }
    return new Date(ms).toLocaleDateString('en-US', {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      ...year,
      ...inZone,
    })
  }
  const first = day(Date.parse(from))
  const last = day(Date.parse(until) - 1)
  return first === last ? first : t('away.span', { first, last })
}
