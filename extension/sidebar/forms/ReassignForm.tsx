import { useState } from 'react'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ActInput } from '../../worker/acts.ts'
import { t } from '../../ui/messages.ts'
import { firstName } from '../../ui/names.ts'
import { Select } from '../../ui/Select.tsx'
import { NoteForm } from './NoteForm.tsx'

type Props = {
  handoff: HandoffView
  sending: boolean
  onReassign: (input: ActInput<'reassign'>) => void
  onCancel: () => void
}

/** To whom, and why. */
export const ReassignForm = ({ handoff: { id, colleagues }, sending, onReassign, onCancel }: Props) => {
  const [to, setTo] = useState(colleagues[0]?.id ?? '')
  const name = firstName(colleagues.find((person) => person.id === to)?.name ?? '')
  return (
    <NoteForm
      label={t('reassign.why')}
      required
      press={sending ? t('act.reassigning') : t('act.reassignNow', { name })}
      sending={sending}
      onSend={(note) => onReassign({ handoffId: id, to, note })}
      onCancel={onCancel}
    >
      <Select
        label={t('reassign.to')}
        value={to}
        options={colleagues.map((person) => ({ value: person.id, label: person.name }))}
        onChange={setTo}
      />
    </NoteForm>
  )
}
