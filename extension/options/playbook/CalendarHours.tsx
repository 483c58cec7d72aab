import type { ReactNode } from 'react'
import type { Calendar } from '../../../shared/calendar.ts'
import { t } from '../messages.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { datedLines, holidaysText, weekLines, zoneText } from './calendarWords.ts'
import { Notes } from './Notes.tsx'

type Props = {
  calendar: Calendar
  /** Its path in the playbook. */
  at: string
  nowMs: number
  /** What can be done with it, by the id of its heading. */
  children: (headingId: string) => ReactNode
}

/** One calendar, readable: its week, its holidays, and folded the dates from today on that differ. */
export const CalendarHours = ({ calendar, at, nowMs, children }: Props) => {
  const dates = datedLines(calendar, nowMs)
  const id = `calendar-${calendar.id}`
  return (
    <section className="group" aria-labelledby={id}>
      <h3 id={id}>{t('book.sla.calendar', { name: calendar.name ?? calendar.id })}</h3>
      <Notes at={at} />
      <div className="panel calendar">
        <div className="calendar-week">
          {weekLines(calendar).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="muted">{zoneText(calendar)}</p>
          {calendar.holidays === undefined ? null : <p>{holidaysText(calendar.holidays)}</p>}
        </div>
        {dates.length === 0 ? null : (
          <Disclosure title={t('book.sla.dates')} value={t('book.sla.dateCount', { count: dates.length })}>
            {() => (
              <ul>
                {dates.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </Disclosure>
        )}
        {children(id)}
      </div>
    </section>
  )
}
