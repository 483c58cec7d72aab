import { useState } from 'react'
import type { HandOffChoice } from '../../shared/recordAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import type { SidebarState } from '../worker/contract.ts'
import type { SidebarViewProps } from './acts.ts'
import { HandOffForm } from './forms/HandOffForm.tsx'
import { Gates } from './Gates.tsx'
import { NextInQueue } from './NextInQueue.tsx'
import { outcomeOf } from './outcomeOf.ts'
import { Said } from './Task.tsx'

type Props = SidebarViewProps & { state: Extract<SidebarState, { kind: 'no_handoff' }> }

type Opened = { point?: string; takeFocus: boolean }

/** A record without a handoff: what it lacks for its next stage, and the way to hand it off. */
export const NoHandoff = ({ state, press, next, acts }: Props) => {
  const { record, choices, gates } = state
  const [doing, setDoing] = useState<Opened | null>(() => proposedOf(choices))
  const outcome = outcomeOf(state, press)
  const canHandOff = choices.length > 0 && !outcome.isWaiting
  const isOpen = doing !== null && canHandOff
  return (
    <>
      {isOpen ? null : (
        <div>
          <h2 className="said-title">{t('empty.noHandoff')}</h2>
          <p className="muted">{t(choices.length > 0 ? 'empty.noHandoffHand' : 'empty.noHandoffNext')}</p>
        </div>
      )}
      <Said outcome={outcome} onSeen={acts.seen} />
      {isOpen ? (
        <HandOffForm
          record={record}
          choices={choices}
          {...doing}
          stillMissing={outcome.stillMissing}
          sending={outcome.sending !== null}
          onHandOff={(input) => acts.press({ act: 'handOff', input })}
          onCancel={() => setDoing(null)}
        />
      ) : (
        <>
          <Gates
            gates={gates}
            choices={canHandOff ? choices : []}
            onHandOff={(point) => setDoing({ point, takeFocus: true })}
          />
          <div className="offer">
            {canHandOff ? <Button onPress={() => setDoing({ takeFocus: true })}>{t('act.handOff')}</Button> : null}
            {next === null ? null : <NextInQueue next={next} onOpen={acts.openRecord} />}
          </div>
        </>
      )}
      <p className="unseen" aria-live="polite">
        {outcome.said}
      </p>
    </>
  )
}

/** The form of a stage that the record is in is open by itself. */
const proposedOf = (choices: HandOffChoice[]): Opened | null => {
  const proposed = choices.find((choice) => choice.proposed)
  return proposed === undefined ? null : { point: proposed.point.id, takeFocus: false }
}
