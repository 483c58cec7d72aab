import { useState } from 'react'
import { countdown } from '../../shared/countdown.ts'
import type { QueueRow } from '../../shared/queue.ts'
import type { QueueState, SentState } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { problemText } from '../ui/phrases.ts'
import { type List, listsOf } from './lists.ts'
import { QueueList } from './QueueList.tsx'
import { Said } from './Said.tsx'
import { SentList } from './SentList.tsx'
import { Tabs } from './Tabs.tsx'

/** A row that was pressed. */
export type Opened = Pick<QueueRow, 'id' | 'recordUrl'>

export type PopupProps = {
  /** Null while the first answer is awaited. */
  state: QueueState | null
  /** Null while it is awaited: the queue does not wait for it. */
  sent: SentState | null
  /** The server's time. */
  nowMs: number
  /** The row that was pressed: its page is being opened. */
  openingId: string | null
  retrying: boolean
  onOpen: (row: Opened) => void
  onOptions: () => void
  onRetry: () => void
}

/** My open handoffs, the worst first; the queues that I share, what I sent, for a manager the team's as well. */
export const PopupView = (props: PopupProps) => {
  const [chosen, choose] = useState('mine')
  const { state, sent, nowMs } = props
  const queue = state?.kind === 'queue' ? state.queue : null
  const lists = queue === null ? [] : listsOf(queue, sent?.kind === 'sent' ? sent.sent : null)
  const list = lists.find(({ id }) => id === chosen) ?? lists[0]
  return (
    <main className="popup" aria-busy={state === null || undefined}>
      <header className="head">
        <h1>{list?.title ?? t('queue.mine')}</h1>
        {list === undefined ? null : <p className="muted">{sumText(list, sent, nowMs)}</p>}
      </header>
      <Tabs lists={lists} shown={list?.id ?? 'mine'} onChoose={choose} />
      <Body {...props} list={list} />
    </main>
  )
}

type BodyProps = PopupProps & { list: List | undefined }

const Body = ({ state, sent, list, nowMs, openingId, retrying, onOpen, onOptions, onRetry }: BodyProps) => {
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
  const known = list?.kind === 'sent' && sent?.kind === 'sent' ? sent : state
  return (
    <>
      {known.freshness === 'fresh' ? null : (
        <p className="offline">{t('queue.lastKnown', { at: whenText(Date.parse(known.asOf), nowMs) })}</p>
      )}
      {known.kind === 'sent' ? (
        <SentList sent={known.sent} nowMs={nowMs} openingId={openingId} onOpen={onOpen} />
      ) : list?.kind === 'queue' && list.rows.length > 0 ? (
        <QueueList rows={list.rows} nowMs={nowMs} showOwner={list.showOwner} openingId={openingId} onOpen={onOpen} />
      ) : (
        <Said title={list?.empty ?? t('queue.empty')} then={t('queue.emptyNext')} />
      )}
    </>
  )
}

const Loading = () => (
  <div className="loading">
    <p className="unseen">{t('queue.loading')}</p>
    {[0, 1, 2].map((line) => (
      <div key={line} className="skeleton" aria-hidden="true" />
    ))}
  </div>
)

/** «2 late · 5 open», «5 open»; of what I sent, how many wait for me. */
const sumText = (list: List, sent: SentState | null, nowMs: number): string => {
  if (list.kind === 'sent') {
    const rows = sent?.kind === 'sent' ? sent.sent.rows : []
    const waits = rows.filter((row) => row.waits).length
    return waits === 0 ? t('sent.count', { count: rows.length }) : t('sent.waits', { count: waits })
  }
  const { rows } = list
  if (rows.length === 0) return ''
  const late = rows.filter(({ clock }) => clock !== null && countdown(clock, nowMs).phase === 'late').length
  return late === 0 ? t('queue.openCount', { count: rows.length }) : t('queue.lateOpen', { late, open: rows.length })
}
