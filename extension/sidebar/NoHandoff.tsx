import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import type { SidebarState } from '../worker/contract.ts'
import type { SidebarViewProps } from './acts.ts'
import { HandOffForm } from './forms/HandOffForm.tsx'
import { NextGate, Proposals } from './Gates.tsx'
import { NextInQueue } from './NextInQueue.tsx'
import { outcomeOf } from './outcomeOf.ts'
import { proposedAmong, useProposal } from './proposal.ts'
import { Said } from './Task.tsx'

type Props = SidebarViewProps & { state: Extract<SidebarState, { kind: 'no_handoff' }> }

type Opened = { point?: string; takeFocus: boolean }

/** A record without a handoff: what it lacks for its next stage, and the way to hand it off. */
export const NoHandoff = ({ state, press, next, acts }: Props) => {
  const { record, choices, gates } = state
  const proposed = proposedAmong(choices)[0]?.point.id
  const [doing, setDoing] = useState<Opened | null>(() => byItself(proposed))
  useProposal(proposed, (point) => doing === null && setDoing(byItself(point)))
  const outcome = outcomeOf(state, press)
  const canHandOff = choices.length > 0 && !outcome.isWaiting
  const open = (point: string) => setDoing({ point, takeFocus: true })
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
          <Proposals choices={canHandOff ? proposedAmong(choices) : []} onHandOff={open} />
          <NextGate gates={gates} choices={canHandOff ? choices : []} onHandOff={open} />
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

/** The form of a stage that the record is in, or has just entered, is open by itself. */
const byItself = (point: string | undefined): Opened | null =>
  point === undefined ? null : { point, takeFocus: false }
