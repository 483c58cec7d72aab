import type { HandoffView } from '../../shared/handoff.ts'
import type { SidebarState } from '../worker/contract.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { itemText, whyText } from '../ui/phrases.ts'
import { useAnnouncement } from '../ui/useAnnouncement.ts'
import { Buyer } from './Buyer.tsx'
import { CrmNotices, RecordGone } from './CrmNotices.tsx'
import { Folded } from './Folded.tsx'
import { Header } from './Header.tsx'
import { Notice } from './Notice.tsx'
import { Task } from './Task.tsx'
import { WithheldNotice } from './WithheldNotice.tsx'
import type { SidebarViewProps } from './acts.ts'
import { outcomeOf } from './outcomeOf.ts'

export type HandoffState = Extract<SidebarState, { kind: 'handoff' }>
export type CardProps = SidebarViewProps & { state: HandoffState }

/** One handoff: who, why, what they asked for, one countdown, one act; the rest folded. */
export const HandoffCard = (props: CardProps) => {
  const { state, press, nowMs, crm, me, acts } = props
  const { handoff } = state
  const outcome = outcomeOf(state, press)
  const clock = outcome.isOver ? null : (handoff.clocks[0] ?? null)
  const spoken = useAnnouncement(clock, nowMs)
  return (
    <main className="card">
      <Header trigger={handoff.trigger} onFold={() => acts.fold(true)} />
      <div className="card-body">
        {state.freshness === 'last_known' && !state.checking ? (
          <Notice tone="soon">
            {t(state.waitingAct === null ? 'card.lastKnown' : 'card.lastKnownWaiting', {
              at: whenText(Date.parse(state.asOf), nowMs),
            })}
          </Notice>
        ) : null}
        <Buyer buyer={handoff.buyer} nowMs={nowMs} />
        {outcome.isOver ? null : <Glance handoff={handoff} nowMs={nowMs} />}
        {clock === null ? null : (
          <Countdown clock={clock} nowMs={nowMs} isAccepted={handoff.mine && handoff.state !== 'offered'} />
        )}
        {outcome.isOver ? null : <Missing handoff={handoff} />}
        <RecordGone handoff={handoff} crm={crm} />
        <Task {...props} outcome={outcome} />
        <WithheldNotice withheld={props.withheld} />
        <CrmNotices handoff={handoff} crm={crm} />
      </div>
      <Folded handoff={handoff} me={me} nowMs={nowMs} />
      <p className="unseen" aria-live="polite">
        {outcome.said ?? spoken}
      </p>
    </main>
  )
}

const Glance = ({ handoff, nowMs }: { handoff: HandoffView; nowMs: number }) => (
  <dl className="glance">
    <div>
      <dt>{handoff.mine ? t('glance.whyYou') : t('glance.why', { name: firstName(handoff.owner.name) })}</dt>{' '}
      <dd>– {whyText(handoff.why, handoff.mine, nowMs)}</dd>
    </div>
    <div>
      <dt>{t('glance.askedFor')}</dt> <dd>– {handoff.askedFor ?? t('glance.notSaid')}</dd>
    </div>
  </dl>
)

const Missing = ({ handoff: { missing } }: { handoff: HandoffView }) =>
  missing.length === 0 ? null : (
    <ul className="missing">
      {missing.map((item) => (
        <li key={item}>{t('item.missing', { item: itemText(item) })}</li>
      ))}
    </ul>
  )
