import { type ReactNode, useRef, useState } from 'react'
import { t } from '../../ui/messages.ts'
import { ActForm } from './ActForm.tsx'
import { NoteField } from './NoteField.tsx'

type Props = {
  /** What the note says. */
  label: string
  required?: boolean
  press: string
  sending: boolean
  onSend: (note: string) => void
  onCancel: () => void
  children?: ReactNode
}

/** An act that needs a sentence, and nothing else. */
export const NoteForm = ({ label, required = false, press, sending, onSend, onCancel, children }: Props) => {
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const isMissing = required && note.trim() === ''
  const send = () => {
    setAsked(isMissing)
    if (isMissing) field.current?.focus()
    else onSend(note.trim())
  }
  return (
    <ActForm press={press} sending={sending} onPress={send} onCancel={onCancel}>
      {children}
      <NoteField
        label={label}
        error={isAsked && isMissing ? t('note.needed') : null}
        value={note}
        fieldRef={field}
        onChange={setNote}
      />
    </ActForm>
  )
}
