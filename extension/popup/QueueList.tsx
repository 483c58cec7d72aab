import { countdown } from '../../shared/countdown.ts'
import type { QueueRow } from '../../shared/queue.ts'
import { byHand } from '../ui/Button.tsx'
import { spanText, toneOf } from '../ui/countdownText.ts'
import { shortWhenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { moveFocus } from './rowKeys.ts'
import { besideSubject, subjectOf } from './subject.ts'

type Props = {
  rows: QueueRow[]
  nowMs: number
  showOwner: boolean
  openingId: string | null
  onOpen: (row: QueueRow) => void
}

/** One row a handoff; a press opens its record. The arrow keys go from row to row. */
export const QueueList = ({ rows, nowMs, showOwner, openingId, onOpen }: Props) => (
  <ul className="rows" onKeyDown={moveFocus}>
    {rows.map((row) => (
      <li key={row.id}>
        <button type="button" className="row" onClick={byHand(() => onOpen(row))}>
          <span className="row-buyer">{subjectOf(row)}</span>
          <Due row={row} nowMs={nowMs} />
          <span className="row-what">{openingId === row.id ? t('queue.opening') : whatText(row, showOwner)}</span>
          <span className="row-kind">{kindText(row, nowMs)}</span>
        </button>
      </li>
    ))}
  </ul>
)

const Due = ({ row: { clock, state }, nowMs }: { row: QueueRow; nowMs: number }) => {
  if (clock === null) return <span className="row-due">{t('queue.nothingRuns')}</span>
  const shown = countdown(clock, nowMs)
  const isLate = shown.phase === 'late'
  return (
    <span className="row-due" data-tone={toneOf(shown, state !== 'offered')}>
      {isLate ? t('time.late', { span: spanText(shown.lateMs) }) : spanText(shown.leftMs)}
    </span>
  )
}

const whatText = (row: QueueRow, showOwner: boolean): string =>
  [showOwner ? firstName(row.owner.name) : undefined, row.trigger, besideSubject(row)]
    .filter((part) => part !== undefined)
    .join(' · ')

const kindText = ({ clock }: QueueRow, nowMs: number): string => {
  if (clock === null) return t('queue.touched')
  const { resumesAtMs } = countdown(clock, nowMs)
  if (resumesAtMs !== null) return t('queue.paused', { at: shortWhenText(resumesAtMs, nowMs) })
  return t(`time.short.${clock.kind}`)
}
