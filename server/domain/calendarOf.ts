import type { Calendar } from '../../shared/calendar.ts'
import type { Playbook } from '../../shared/playbook.ts'

/** A playbook's calendar by its id, else its first: whoever lost theirs still has hours. */
export const calendarOf = (playbook: Playbook, id: string): Calendar => {
  const calendar = playbook.calendars.find((each) => each.id === id) ?? playbook.calendars[0]
  if (calendar === undefined) throw new RangeError('the playbook has no calendar')
  return calendar
}
