import { Fragment } from 'react'
import type { SentWeek } from '../../shared/queue.ts'
import { monthDay } from '../ui/instants.ts'
import { t, tFirst } from '../ui/messages.ts'
import { itemText } from '../ui/phrases.ts'

const COUNTS = ['sent', 'accepted', 'asked', 'returned', 'declined'] as const

/** Week by week, how much of what was sent came back, and why. */
export const Quality = ({ weeks }: { weeks: SentWeek[] }) => (
  <table className="quality">
    <thead>
      <tr>
        <th scope="col">{t('sent.week')}</th>
        {COUNTS.map((count) => (
          <th key={count} scope="col">
            {t(`sent.${count}`)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map((week) => (
        <Fragment key={week.week}>
          <tr>
            <th scope="row">{monthDay(week.week)}</th>
            {COUNTS.map((count) => (
              <td key={count}>{week[count]}</td>
            ))}
          </tr>
          {week.why.length === 0 ? null : (
            <tr className="quality-why">
              <td colSpan={COUNTS.length + 1}>{t('sent.why', { reasons: week.why.map(reasonText).join(', ') })}</td>
            </tr>
          )}
        </Fragment>
      ))}
    </tbody>
  </table>
)

/** A decline reason, or an item that was asked for. */
const reasonText = ({ code, name, count }: SentWeek['why'][number]): string => {
  const reason = name ?? (tFirst([`reason.${code}`]) || itemText(code))
  return t('sent.reason', { reason: reason.toLowerCase(), count })
}
