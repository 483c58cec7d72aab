import { useRef, useState } from 'react'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ClosedReason } from '../../../shared/point.ts'
import type { ActInput } from '../../worker/acts.ts'
import { Field } from '../../ui/Field.tsx'
import { t } from '../../ui/messages.ts'
import { ActForm } from './ActForm.tsx'
import { Choices } from './Choices.tsx'
import { noteIn, NoteField } from './NoteField.tsx'

type Props = {
  handoff: HandoffView
  nowMs: number
  sending: boolean
  onClose: (input: ActInput<'close'>) => void
  onCancel: () => void
}

const DAY_MS = 24 * 3_600_000
/** When on that day it opens again, by the clock of whoever looks. */
const OPENS_AT = 'T09:00'

/** Why it ends without its proof; asked for later: also until when. */
export const CloseForm = ({ handoff, nowMs, sending, onClose, onCancel }: Props) => {
  const [reason, setReason] = useState<ClosedReason | null>(null)
  const [day, setDay] = useState('')
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const dayField = useRef<HTMLInputElement>(null)
  const isLater = reason === 'asked_for_later'
  const needsDay = isLater && !(Date.parse(day + OPENS_AT) > nowMs)
  const needsNote = reason === 'other' && note.trim() === ''
  const close = () => {
    setAsked(true)
    if (reason === null) return first.current?.focus()
    if (needsDay) return dayField.current?.focus()
    if (needsNote) return
    const until = isLater ? { until: new Date(day + OPENS_AT).toISOString() } : {}
    onClose({ handoffId: handoff.id, reason, ...noteIn(note), ...until })
  }
  return (
    <ActForm press={t(sending ? 'act.closing' : 'act.closeNow')} sending={sending} onPress={close} onCancel={onCancel}>
      <Choices
        label={t('close.why')}
        choices={handoff.closedReasons.map((value) => ({ value, label: sentence(t(`closed.${value}`)) }))}
        chosen={reason === null ? [] : [reason]}
        error={isAsked && reason === null ? t('close.first') : null}
        firstRef={first}
        onChoose={setReason}
      />
      {isLater ? (
        <Field label={t('close.until')} error={isAsked && needsDay ? t('close.untilNeeded') : null}>
          {(wiring) => (
            <input
              {...wiring}
              ref={dayField}
              type="date"
              className="input"
              min={new Date(nowMs + DAY_MS).toISOString().slice(0, 10)}
              value={day}
              onChange={({ target }) => setDay(target.value)}
            />
          )}
        </Field>
      ) : null}
      <NoteField
        label={t(reason === 'other' ? 'close.note' : 'note.label')}
        error={isAsked && needsNote ? t('note.needed') : null}
        value={note}
        onChange={setNote}
      />
    </ActForm>
  )
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
