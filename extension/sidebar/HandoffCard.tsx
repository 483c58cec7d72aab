import { useState } from 'react'
import type { SidebarState } from '../worker/contract.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { useAnnouncement } from '../ui/useAnnouncement.ts'
import { useFocusBack } from '../ui/useFocus.ts'
import { Buyer } from './Buyer.tsx'
import { CrmNotices, RecordGone } from './CrmNotices.tsx'
import type { Doing } from './doing.ts'
import { Folded } from './Folded.tsx'
import { Proposals } from './Gates.tsx'
import { Glance } from './Glance.tsx'
import { Header } from './Header.tsx'
import { mainActOf } from './mainAct.ts'
import { Missing } from './Missing.tsx'
import { Notice } from './Notice.tsx'
import { Task } from './Task.tsx'
import { WithheldNotice } from './WithheldNotice.tsx'
import type { SidebarViewProps } from './acts.ts'
import { proposedAmong, useProposal } from './proposal.ts'
import { outcomeOf } from './outcomeOf.ts'

export type HandoffState = Extract<SidebarState, { kind: 'handoff' }>
export type CardProps = SidebarViewProps & { state: HandoffState }

/** `since`: the last press before it was opened. */
type Opened = { doing: Doing; since?: number | undefined }

/** One handoff: who, why, what they asked for, one countdown, one act; the rest folded. */
export const HandoffCard = (props: CardProps) => {
  const { state, press, nowMs, crm, me, acts } = props
  const { handoff } = state
  const [opened, setOpened] = useState<Opened | null>(() => proposedIn(state))
  const proposed = proposedIn(state)
  useProposal(proposed?.doing.point, () => opened === null && setOpened(proposed))
  const outcome = outcomeOf(state, press)
  const { isOver } = outcome
  // A form has done its part with the first press that came to something since it was opened.
  const isDone = outcome.isDone && press?.number !== opened?.since
  const doing = opened === null || isDone ? null : opened.doing
  const setDoing = (next: Doing | null) => setOpened(next && { doing: next, since: press?.number })
  const menu = useFocusBack<HTMLButtonElement>(doing !== null)
  const clock = isOver ? null : (handoff.clocks[0] ?? null)
  const spoken = useAnnouncement(clock, nowMs)
  const isOpen = !isOver && handoff.closed === null && handoff.completed === null
  // An open form names what is missing itself.
  const isInForm = doing !== null || mainActOf(handoff, me) === 'give'
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
        <Buyer
          buyer={handoff.buyer}
          isOfCompany={handoff.record.type === 'company'}
          nowMs={nowMs}
          doNotContact={handoff.doNotContact}
        />
        {isOver ? null : <Glance handoff={handoff} nowMs={nowMs} />}
        {clock === null ? null : (
          <Countdown
            clock={clock}
            nowMs={nowMs}
            isAccepted={handoff.mine && handoff.state !== 'offered'}
            task={taskText(handoff)}
          />
        )}
        {isOpen && !isInForm ? (
          <Missing
            handoff={handoff}
            busy={outcome.sending !== null || outcome.isWaiting}
            onAsk={(item) =>
              acts.press({ act: 'ask', input: { handoffId: handoff.id, items: [item], giveBack: false } })
            }
            onFill={() => setDoing({ form: 'give' })}
          />
        ) : null}
        <RecordGone handoff={handoff} crm={crm} />
        <Task {...props} outcome={outcome} menuRef={menu} doing={doing} onDoing={setDoing} />
        <WithheldNotice withheld={props.withheld} />
        <CrmNotices handoff={handoff} crm={crm} />
        {doing?.form === 'handOff' ? null : (
          <Proposals
            choices={proposedAmong(state.choices, handoff)}
            onHandOff={(point) => setDoing({ form: 'handOff', point })}
          />
        )}
      </div>
      <Folded
        {...props}
        onHandOff={(point) => setDoing({ form: 'handOff', ...(point === undefined ? {} : { point }) })}
      />
      <p className="unseen" aria-live="polite">
        {outcome.said ?? spoken}
      </p>
    </main>
  )
}

/** What came before has ended, and the record is in a stage that the next one guards: its form is open by itself. */
const proposedIn = ({ handoff, choices }: HandoffState) => {
  const [proposed] = proposedAmong(choices, handoff)
  const hasEnded = handoff.closed !== null || handoff.completed !== null
  if (!hasEnded || proposed === undefined) return null
  return { doing: { form: 'handOff' as const, point: proposed.point.id, byItself: true as const } }
}

/** Whose answer the first response is, when it is not the buyer's; the countdown says it. */
const taskText = ({ firstResponse, sender, clocks }: HandoffState['handoff']): string | undefined => {
  if (clocks[0]?.kind !== 'touch' || firstResponse === 'buyer') return undefined
  if (firstResponse === 'either' || sender === null) return t('time.to.either')
  return t('time.to.sender', { sender: firstName(sender.name) })
}
