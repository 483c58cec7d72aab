import type { Calendar } from '../../shared/calendar.ts'
import type { Finding } from '../../shared/livePlaybook.ts'
import { holidayNotices, withHolidays, withoutHolidays } from '../domain/holidays.ts'
import { localDate } from '../domain/localDay.ts'
import { countryHolidays } from './countryHolidays.ts'

/** Whole years after the present one whose holidays are written down. */
const YEARS_AHEAD = 3

/**
 * The calendars with the holidays of their countries as dated exceptions, for publishing: from the year before `nowMs`, since a
 * replay looks back, to the third year after it. Whatever else the tables say later, these dates stand. A place that the
 * tables do not know is an error; what else is worth a word is a warning.
 */
export const pinHolidays = async (
  calendars: readonly Calendar[],
  nowMs: number,
): Promise<{ calendars: Calendar[]; findings: Finding[] }> => {
  const year = Number(localDate('UTC', nowMs).slice(0, 4))
  const years = { first: year - 1, last: year + YEARS_AHEAD }
  const errors: Finding[] = []
  const pinned: Calendar[] = []
  for (const [i, calendar] of calendars.entries()) {
    const found = calendar.holidays && (await countryHolidays(calendar.holidays, years))
    if (found && 'problem' in found) {
      errors.push({ path: `calendars.${i}.holidays`, problem: found.problem, kind: 'error' })
    }
    const hasDates = found !== undefined && 'holidays' in found
    pinned.push(hasDates ? withHolidays(calendar, found.holidays, `${years.last}-12-31`) : withoutHolidays(calendar))
  }
  return { calendars: pinned, findings: errors.length > 0 ? errors : holidayNotices(pinned, nowMs) }
}
