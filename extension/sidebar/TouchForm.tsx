import { useEffect, useRef, useState } from 'react'
import type { HandoffView, TouchChannel, TouchOutcome } from '../../shared/handoff.ts'
import { Button } from '../ui/Button.tsx'
import { CHANNELS, OUTCOMES } from '../ui/choices.ts'
import { Field } from '../ui/Field.tsx'
import { dateText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { useShortcuts } from '../ui/useShortcuts.ts'
import type { Touch } from './acts.ts'

type Props = { handoff: HandoffView; sending: boolean; takeFocus: boolean; onLog: (touch: Touch) => void }

/** The first touch and the dated next action, filled in as far as they are known: mostly it takes one press. */
export const TouchForm = ({ handoff, sending, takeFocus, onLog }: Props) => {
  const [channel, setChannel] = useState<TouchChannel>('call')
  const [outcome, setOutcome] = useState<TouchOutcome>(OUTCOMES.call[0] ?? 'sent')
  const [name, setName] = useState(handoff.next.name)
  const [at, setAt] = useState(handoff.next.options[0] ?? '')
  const [isNameMissing, setNameMissing] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const nameField = useRef<HTMLInputElement>(null)
  // The Accept button that was pressed is gone: the keyboard goes on here.
  useEffect(() => {
    if (takeFocus) form.current?.focus({ preventScroll: true })
  }, [takeFocus])

  const choose = (chosen: TouchChannel) => {
    setChannel(chosen)
    setOutcome(OUTCOMES[chosen].includes(outcome) ? outcome : (OUTCOMES[chosen][0] ?? outcome))
  }
  const log = () => {
    setNameMissing(name.trim() === '')
    if (name.trim() === '') nameField.current?.focus()
    else onLog({ channel, outcome, next: { name: name.trim(), at } })
  }
  useShortcuts({ f: sending ? undefined : log })

  return (
    <div ref={form} className="form" role="group" aria-label={t('act.logTouch')} tabIndex={-1}>
      <Segments
        label={t('touch.channel')}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={choose}
      />
      <Select
        label={t('touch.outcome')}
        value={outcome}
        options={OUTCOMES[channel].map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={setOutcome}
      />
      <Field label={t('touch.next')} error={isNameMissing ? t('touch.nameNeeded') : null}>
        {(wiring) => (
          <input
            {...wiring}
            ref={nameField}
            className="input"
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Select
        label={t('touch.nextAt')}
        value={at}
        options={handoff.next.options.map((value) => ({ value, label: dateText(Date.parse(value)) }))}
        onChange={setAt}
      />
      <Button look="main" shortcut="F" busy={sending} onPress={log}>
        {t(sending ? 'act.logging' : 'act.logTouch')}
      </Button>
    </div>
  )
}
