import { type ReactNode, useState } from 'react'
import { countdown } from '../../shared/countdown.ts'
import type { QueueRow } from '../../shared/handoff.ts'
import type { QueueState } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { problemText } from '../ui/phrases.ts'
import { QueueList } from './QueueList.tsx'
import { Tabs } from './Tabs.tsx'

export type Whose = 'mine' | 'team'

export type PopupProps = {
  /** Null while the first answer is awaited. */
  state: QueueState | null
  /** The server's time. */
  nowMs: number
  /** The row that was pressed: its page is being opened. */
  openingId: string | null
  retrying: boolean
  onOpen: (row: QueueRow) => void
  onOptions: () => void
  onRetry: () => void
}

/** My open handoffs, the worst first; for a manager the team's as well. */
export const PopupView = (props: PopupProps) => {
  const [whose, setWhose] = useState<Whose>('mine')
  const { state, nowMs } = props
  const queue = state?.kind === 'queue' ? state.queue : null
  const rows = (whose === 'team' ? queue?.team : queue?.mine) ?? []
  return (
    <main className="popup" aria-busy={state === null || undefined}>
      <header className="head">
        <h1>{t(`queue.${whose}`)}</h1>
        {queue === null || rows.length === 0 ? null : <p className="muted">{sumText(rows, nowMs)}</p>}
      </header>
      <Body {...props} rows={rows} whose={whose} />
      {queue === null || queue.team === null ? null : (
        <Tabs whose={whose} mine={queue.mine.length} team={queue.team.length} onChoose={setWhose} />
      )}
    </main>
  )
}

const Body = (props: PopupProps & { rows: QueueRow[]; whose: Whose }) => {
  const { state, rows, whose, nowMs, openingId, retrying, onOpen, onOptions, onRetry } = props
  if (state === null) return <Loading />
  if (state.kind === 'signed_out') {
    return (
      <Said title={t('queue.signedOut')} then={t('queue.signedOutNext')}>
        <Button look="main" onPress={onOptions}>
          {t('queue.signIn')}
        </Button>
      </Said>
    )
  }
  if (state.kind === 'unavailable') {
    const { title, next } = problemText(state.problem)
    return (
      <Said title={title} then={next}>
        <Button busy={retrying} onPress={onRetry}>
          {t(retrying ? 'act.retrying' : 'act.retry')}
        </Button>
      </Said>
    )
  }
  return (
    <>
      {state.freshness === 'fresh' ? null : (
        <p className="offline">{t('queue.lastKnown', { at: whenText(Date.parse(state.asOf), nowMs) })}</p>
      )}
      {rows.length === 0 ? (
        <Said title={t(whose === 'team' ? 'queue.emptyTeam' : 'queue.empty')} then={t('queue.emptyNext')} />
      ) : (
        <QueueList rows={rows} nowMs={nowMs} showOwner={whose === 'team'} openingId={openingId} onOpen={onOpen} />
      )}
    </>
  )
}

type SaidProps = { title: string; then: string; children?: ReactNode }

const Said = ({ title, then, children }: SaidProps) => (
  <div className="said">
    <div>
      <h2>{title}</h2>
      <p className="muted">{then}</p>
    </div>
    {children ? <div>{children}</div> : null}
  </div>
)

const Loading = () => (
  <div className="loading">
    <p className="unseen">{t('queue.loading')}</p>
    {[0, 1, 2].map((line) => (
      <div key={line} className="skeleton" aria-hidden="true" />
    ))}
  </div>
)

/** «2 late · 5 open», «5 open». */
const sumText = (rows: QueueRow[], nowMs: number): string => {
  const late = rows.filter(({ clock }) => clock !== null && countdown(clock, nowMs).phase === 'late').length
  if (late === 0) return t('queue.openCount', { count: rows.length })
  return t('queue.lateOpen', { late, open: rows.length })
}
