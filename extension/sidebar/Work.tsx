import type { ReactNode, Ref } from 'react'
import type { PersonRef } from '../../shared/person.ts'
import { Button } from '../ui/Button.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { useShortcuts } from '../ui/useShortcuts.ts'
import type { Doing } from './doing.ts'
import { GiveForm, questionsFor } from './forms/GiveForm.tsx'
import { TouchForm } from './forms/TouchForm.tsx'
import type { CardProps } from './HandoffCard.tsx'
import { mainActOf } from './mainAct.ts'
import { NotRight } from './NotRight.tsx'
import { Notice } from './Notice.tsx'
import type { Outcome } from './outcomeOf.ts'

type Props = CardProps & { outcome: Outcome; menuRef: Ref<HTMLButtonElement>; onDoing: (doing: Doing) => void }

/** The one filled button for the one who looks, and the menu beside it. */
export const Work = (props: Props) => {
  const { state, press, outcome, me, acts, onDoing } = props
  const { handoff } = state
  const { sending } = outcome
  const main = mainActOf(handoff, me)
  const menu = <NotRight handoff={handoff} isGiving={main === 'give'} buttonRef={props.menuRef} onChoose={onDoing} />
  switch (main) {
    case 'give':
      return (
        <>
          <GiveForm
            handoff={handoff}
            questions={questionsFor(handoff, true)}
            stillMissing={outcome.stillMissing}
            sending={sending === 'giveContext'}
            lead={<Asked {...props} />}
            onGive={(input) => acts.press({ act: 'giveContext', input })}
          />
          <Line>{menu}</Line>
        </>
      )
    case 'accept':
      return <Accept {...props} menu={menu} />
    case 'touch':
      return (
        <TouchForm
          handoff={handoff}
          sending={sending === 'logTouch'}
          takeFocus={press?.act === 'accept' && press.answer?.outcome === 'done'}
          beside={menu}
          onLog={(input) => acts.press({ act: 'logTouch', input })}
        />
      )
    case 'approve':
      return <Approve {...props} menu={menu} />
    case 'evidence':
      return (
        <Line>
          <Button look="main" busy={sending !== null} onPress={() => onDoing({ form: 'evidence' })}>
            {t(sending === 'tellEvidence' ? 'act.telling' : 'act.evidence')}
          </Button>
          {menu}
        </Line>
      )
    case null:
      return (
        <Line>
          {handoff.may.includes('touch') ? (
            <Button onPress={() => onDoing({ form: 'touch' })}>
              {t('act.logFor', { owner: firstName(handoff.owner.name) })}
            </Button>
          ) : null}
          {menu}
        </Line>
      )
  }
}

const Line = ({ children }: { children: ReactNode }) => <div className="offer">{children}</div>

type WithMenu = Props & { menu: ReactNode }

/** Where people hand over, taking it with items missing asks for a reason first. */
const Accept = ({ state: { handoff }, outcome: { sending }, acts, menu, onDoing }: WithMenu) => {
  const asksWhy = handoff.reasonAsked && handoff.missing.length > 0
  const accept = () =>
    asksWhy ? onDoing({ form: 'accept' }) : acts.press({ act: 'accept', input: { handoffId: handoff.id } })
  useShortcuts({ a: sending === null ? accept : undefined })
  return (
    <Line>
      <Button look="main" shortcut="A" busy={sending !== null} onPress={accept}>
        {t(sending === 'accept' ? 'act.accepting' : handoff.mine ? 'act.accept' : 'act.acceptAsBackup')}
      </Button>
      {menu}
    </Line>
  )
}

const Approve = ({ state: { handoff }, outcome: { sending }, acts, menu, onDoing }: WithMenu) => {
  const approve = () => acts.press({ act: 'decideApproval', input: { handoffId: handoff.id, approve: true } })
  useShortcuts({ a: sending === null ? approve : undefined })
  return (
    <Line>
      <Button look="main" shortcut="A" busy={sending !== null} onPress={approve}>
        {t(sending === 'decideApproval' ? 'act.approving' : 'act.approve')}
      </Button>
      <Button look="plain" busy={sending !== null} onPress={() => onDoing({ form: 'reject' })}>
        {t('act.reject')}
      </Button>
      {menu}
    </Line>
  )
}

/** Who asks, until when, and in which words. */
const Asked = ({ state: { handoff }, nowMs }: Props) => {
  const [ask] = handoff.asks
  const key = handoff.state === 'returned' ? 'give.returned' : 'give.asked'
  const dueAt = ask?.dueAt ?? null
  const said = [
    t(key, { name: firstName((ask?.by ?? handoff.owner).name) }),
    ...(dueAt === null ? [] : [untilText(whenText(Date.parse(dueAt), nowMs), ask?.goesTo)]),
    ...(ask?.note ? [t('card.quote', { note: ask.note })] : []),
  ]
  return <Notice>{said.join(' ')}</Notice>
}

const untilText = (at: string, goesTo: PersonRef | undefined): string =>
  goesTo === undefined ? t('give.until', { at }) : t('give.untilThen', { at, other: firstName(goesTo.name) })
