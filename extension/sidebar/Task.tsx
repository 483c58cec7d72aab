import { Button } from '../ui/Button.tsx'
import { dateText, whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import type { CardProps } from './HandoffCard.tsx'
import { NextInQueue } from './NextInQueue.tsx'
import { Notice } from './Notice.tsx'
import { Offer } from './Offer.tsx'
import { TouchForm } from './TouchForm.tsx'
import type { Outcome } from './outcomeOf.ts'

/** The one thing to do now for the one who looks, or that there is none. */
export const Task = ({ outcome, ...props }: CardProps & { outcome: Outcome }) => {
  const { state, press, next, acts } = props
  const isQueued = press?.answer?.outcome === 'queued' && state.handoff.version <= press.version
  const isWaiting = state.waitingAct !== null || isQueued
  const said =
    outcome.said === null ? null : (
      <Notice tone={outcome.tone}>
        {outcome.said}
        {outcome.isKept ? <Button onPress={acts.seen}>{t('act.seen')}</Button> : null}
      </Notice>
    )
  if (outcome.isOver) {
    return (
      <>
        {said}
        <div>
          <NextInQueue next={next} onOpen={acts.openRecord} />
        </div>
      </>
    )
  }
  return (
    <>
      {said}
      <TouchedBefore handoff={state.handoff} nowMs={props.nowMs} />
      {isWaiting ? null : <Work {...props} sending={outcome.sending} />}
    </>
  )
}

const Work = ({ state: { handoff }, press, sending, me, nowMs, acts }: CardProps & Pick<Outcome, 'sending'>) => {
  const owner = firstName(handoff.owner.name)
  if (handoff.state === 'touched') return <Done handoff={handoff} nowMs={nowMs} />
  if (handoff.mine && handoff.state === 'accepted') {
    const isNew = press?.act === 'accept' && press.answer?.outcome === 'done'
    return (
      <TouchForm
        key={handoff.id}
        handoff={handoff}
        sending={sending === 'log_touch'}
        takeFocus={isNew}
        onLog={acts.logTouch}
      />
    )
  }
  if (handoff.mine) return <Offer key={handoff.id} sending={sending} onAccept={acts.accept} onDecline={acts.decline} />
  if (handoff.state === 'accepted') return <Notice>{t('card.someoneAccepted', { owner })}</Notice>
  if (me === null || handoff.backup?.id !== me) return <Notice>{t('card.someone', { owner })}</Notice>
  return (
    <>
      <Notice>{t('card.backup', { owner })}</Notice>
      <Offer key={handoff.id} asBackup sending={sending} onAccept={acts.accept} />
    </>
  )
}

type Shown = Pick<CardProps['state'], 'handoff'> & { nowMs: number }

/** It has a new owner since the first touch: the buyer does not wait, and it is theirs to go on. */
const TouchedBefore = ({ handoff, nowMs }: Shown) =>
  handoff.touchedAt === null || handoff.state === 'touched' ? null : (
    <Notice tone="safe">
      {t('card.touchedBefore', {
        owner: firstName(toucherOf(handoff).name),
        at: whenText(Date.parse(handoff.touchedAt), nowMs),
      })}
    </Notice>
  )

/** The one who touched it may have been replaced since. */
const toucherOf = ({ history, owner }: Shown['handoff']) =>
  history.findLast(({ kind }) => kind === 'touched')?.by ?? owner

const Done = ({ handoff, nowMs }: Shown) => {
  const at = handoff.touchedAt === null ? '' : whenText(Date.parse(handoff.touchedAt), nowMs)
  const [date] = handoff.next.options
  const by = toucherOf(handoff)
  return (
    <>
      <Notice tone="safe">
        {handoff.mine && by.id === handoff.owner.id
          ? t('card.done', { at })
          : t('card.doneBy', { at, owner: firstName(by.name) })}
      </Notice>
      {date === undefined ? null : (
        <dl className="glance">
          <div>
            <dt>{t('card.next')}</dt>{' '}
            <dd>
              – {handoff.next.name}, {dateText(Date.parse(date))}
            </dd>
          </div>
        </dl>
      )}
    </>
  )
}
