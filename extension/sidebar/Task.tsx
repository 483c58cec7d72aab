import type { Ref } from 'react'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import { Approval } from './Approval.tsx'
import { Completion } from './Completion.tsx'
import type { Doing } from './doing.ts'
import type { CardProps } from './HandoffCard.tsx'
import { NextInQueue } from './NextInQueue.tsx'
import { Notice } from './Notice.tsx'
import { OpenForm } from './OpenForm.tsx'
import type { Outcome } from './outcomeOf.ts'
import { Standing } from './Standing.tsx'
import { Work } from './Work.tsx'

type Props = CardProps & {
  outcome: Outcome
  menuRef: Ref<HTMLButtonElement>
  doing: Doing | null
  onDoing: (doing: Doing | null) => void
}

/** The one thing to do now for the one who looks, or that there is none. */
export const Task = (props: Props) => {
  const { state, outcome, doing, next, me, crm, nowMs, acts, onDoing } = props
  const { handoff } = state
  if (outcome.isOver) {
    return (
      <>
        <Said outcome={outcome} onSeen={acts.seen} />
        <div>
          <NextInQueue next={next} onOpen={acts.openRecord} />
        </div>
      </>
    )
  }
  return (
    <>
      <Said outcome={outcome} onSeen={acts.seen} />
      <Standing handoff={handoff} viewer={{ me, crm, nowMs }} />
      <Completion handoff={handoff} nowMs={nowMs} />
      <Approval handoff={handoff} nowMs={nowMs} />
      {outcome.isWaiting ? null : doing === null ? (
        <Work key={handoff.id} {...props} onDoing={onDoing} />
      ) : (
        <OpenForm {...props} doing={doing} onCancel={() => onDoing(null)} />
      )}
    </>
  )
}

/** What became of the last press. */
export const Said = ({ outcome: { said, tone, isKept }, onSeen }: { outcome: Outcome; onSeen: () => void }) =>
  said === null ? null : (
    <Notice tone={tone}>
      {said}
      {isKept ? <Button onPress={onSeen}>{t('act.seen')}</Button> : null}
    </Notice>
  )
