import { Temporal } from 'temporal-polyfill'
import type { Scalar } from '../../shared/condition.ts'

/** The local date that a field shows, `YYYY-MM-DD`; null: it shows none. An instant is the date that it falls on in this zone. */
export const dateIn = (value: Scalar | undefined, zone: string): string | null => {
  const text = typeof value === 'string' ? value.trim() : ''
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(text)
  try {
    return bare
      ? Temporal.PlainDate.from(text).toString()
      : Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDate().toString()
  } catch {
    return null
  }
}

/** The first instant of the day that lies so many days before a date, where this zone is. */
export const daysBefore = (date: string, days: number, zone: string): number =>
  Temporal.PlainDate.from(date).subtract({ days }).toZonedDateTime(zone).epochMilliseconds
