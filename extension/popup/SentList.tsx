import type { Sent, SentRow } from '../../shared/queue.ts'
import { byHand } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import type { Opened } from './PopupView.tsx'
import { Quality } from './Quality.tsx'
import { moveFocus } from './rowKeys.ts'
import { Said } from './Said.tsx'
import { besideSubject, subjectOf } from './subject.ts'

type Props = { sent: Sent; nowMs: number; openingId: string | null; onOpen: (row: Opened) => void }

/** What became of what I sent, what waits for me first; under it how good what my team sends is. */
export const SentList = ({ sent: { rows, weeks }, nowMs, openingId, onOpen }: Props) => (
  <div className="rows">
    {rows.length === 0 ? <Said title={t('sent.empty')} then={t('sent.emptyNext')} /> : null}
    <ul onKeyDown={moveFocus}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" className="row" onClick={byHand(() => onOpen(row))}>
            <span className="row-buyer">{subjectOf(row)}</span>
            <span className={row.waits ? 'row-due' : 'row-state'}>
              {t(row.waits ? 'sent.state.waits' : `sent.state.${row.state}`)}
            </span>
            <span className="row-what">{openingId === row.id ? t('queue.opening') : whatText(row)}</span>
            <span className="row-kind">
              {firstName(row.owner.name)} · {whenText(Date.parse(row.since), nowMs)}
            </span>
          </button>
        </li>
      ))}
    </ul>
    {weeks.length === 0 ? null : (
      <Disclosure level="h2" title={t('sent.quality')} value={t('sent.weeks', { count: weeks.length })}>
        {() => <Quality weeks={weeks} />}
      </Disclosure>
    )}
  </div>
)

const whatText = (row: SentRow): string =>
  [row.point, besideSubject(row)].filter((part) => part !== undefined).join(' · ')
