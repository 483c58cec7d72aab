import { useRef, useState } from 'react'
import type { DeclineReason } from '../../../shared/declineReason.ts'
import { DECLINE_REASONS, SPENDS_TURN } from '../../ui/choices.ts'
import { t } from '../../ui/messages.ts'
import { ActForm } from './ActForm.tsx'
import { Choices } from './Choices.tsx'
import { noteIn, NoteField } from './NoteField.tsx'

type Props = {
  sending: boolean
  onDecline: (decline: { reason: DeclineReason; note?: string }) => void
  onCancel: () => void
}

/** Why it is not right, and what saying so does to the turn. */
export const DeclineForm = ({ sending, onDecline, onCancel }: Props) => {
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [isAsked, setAsked] = useState(false)
  const [note, setNote] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const decline = () => {
    setAsked(reason === null)
    if (reason === null) first.current?.focus()
    else onDecline({ reason, ...noteIn(note) })
  }
  return (
    <ActForm
      press={t(sending ? 'act.declining' : 'act.declineNow')}
      sending={sending}
      onPress={decline}
      onCancel={onCancel}
    >
      <Choices
        label={t('decline.why')}
        choices={DECLINE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        chosen={reason === null ? [] : [reason]}
        firstRef={first}
        onChoose={setReason}
      />
      <NoteField
        label={t('decline.note')}
        hint={turnText(reason)}
        error={isAsked && reason === null ? t('decline.first') : null}
        value={note}
        onChange={setNote}
      />
    </ActForm>
  )
}

const turnText = (reason: DeclineReason | null): string => {
  if (reason === null) return t('decline.hint')
  return t(SPENDS_TURN.includes(reason) ? 'decline.spendsTurn' : 'decline.keepsTurn')
}
