import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { TouchChannel, TouchOutcome } from '../../../shared/act.ts'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ActInput } from '../../worker/acts.ts'
import { Button } from '../../ui/Button.tsx'
import { CHANNELS, OUTCOMES } from '../../ui/choices.ts'
import { t, tFirst } from '../../ui/messages.ts'
import { firstName } from '../../ui/names.ts'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { useShortcuts } from '../../ui/useShortcuts.ts'
import { NextAction } from './NextAction.tsx'

type Props = {
  handoff: HandoffView
  sending: boolean
  takeFocus: boolean
  /** What else can be done, beside the button. */
  beside?: ReactNode
  onLog: (input: ActInput<'logTouch'>) => void
}

/** The first response and the next action, filled in as far as they are known: mostly it takes one press. */
export const TouchForm = ({ handoff, sending, takeFocus, beside, onLog }: Props) => {
  const { firstResponse, sender } = handoff
  // A colleague steps in for the buyer's sake: what comes next is the owner's.
  const isDated = handoff.nextActionDated && handoff.mine
  const [channel, setChannel] = useState<TouchChannel>('call')
  const [outcome, setOutcome] = useState<TouchOutcome>(OUTCOMES.call[0] ?? 'sent')
  const [next, setNext] = useState(isDated ? { name: handoff.next.name, at: handoff.next.options[0] ?? '' } : null)
  const [isNameMissing, setNameMissing] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const nameField = useRef<HTMLInputElement>(null)
  // The button that was pressed is gone: the keyboard goes on here.
  useEffect(() => {
    if (takeFocus) form.current?.focus({ preventScroll: true })
  }, [takeFocus])

  const choose = (chosen: TouchChannel) => {
    setChannel(chosen)
    setOutcome(OUTCOMES[chosen].includes(outcome) ? outcome : (OUTCOMES[chosen][0] ?? outcome))
  }
  const log = () => {
    const name = next?.name.trim()
    setNameMissing(name === '')
    if (name === '') return nameField.current?.focus()
    const dated = next === null ? {} : { next: { name: next.name.trim(), at: next.at } }
    onLog({ handoffId: handoff.id, channel, outcome, ...dated })
  }
  useShortcuts({ f: sending ? undefined : log })

  return (
    <div ref={form} className="form" role="group" aria-label={t(`act.log.${firstResponse}`)} tabIndex={-1}>
      <Segments
        label={t(`touch.channel.${firstResponse}`, { sender: senderName(sender) })}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={choose}
      />
      <Select
        label={t('touch.outcome')}
        value={outcome}
        options={OUTCOMES[channel].map((value) => ({
          value,
          label: tFirst([`outcome.${firstResponse}.${value}`, `outcome.${value}`]),
        }))}
        onChange={setOutcome}
      />
      <NextAction
        proposed={handoff.next}
        isNeeded={isDated}
        value={next}
        error={isNameMissing ? t('touch.nameNeeded') : null}
        nameRef={nameField}
        onChange={setNext}
      />
      <div className="offer">
        <Button look="main" shortcut="F" busy={sending} onPress={log}>
          {t(sending ? 'act.logging' : `act.log.${firstResponse}`)}
        </Button>
        {beside}
      </div>
    </div>
  )
}

const senderName = (sender: HandoffView['sender']): string =>
  sender === null ? t('refusal.someone') : firstName(sender.name)
