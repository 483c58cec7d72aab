import { useState } from 'react'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ActInput } from '../../worker/acts.ts'
import { t } from '../../ui/messages.ts'
import { Select } from '../../ui/Select.tsx'
import { NoteForm } from './NoteForm.tsx'

type Props = {
  handoff: HandoffView
  sending: boolean
  onTell: (input: ActInput<'tellEvidence'>) => void
  onCancel: () => void
}

/** What the CRM cannot tell, told by a person, with how they know. */
export const EvidenceForm = ({ handoff, sending, onTell, onCancel }: Props) => {
  const open = handoff.evidence.filter(({ byHand, seenAt }) => byHand && seenAt === null)
  const [evidence, setEvidence] = useState(open[0]?.id ?? '')
  return (
    <NoteForm
      label={t('evidence.how')}
      required
      press={t(sending ? 'act.telling' : 'act.evidenceNow')}
      sending={sending}
      onSend={(note) => onTell({ handoffId: handoff.id, evidence, note })}
      onCancel={onCancel}
    >
      {open.length === 1 ? (
        <p>{open[0]?.name}</p>
      ) : (
        <Select
          label={t('evidence.which')}
          value={evidence}
          options={open.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setEvidence}
        />
      )}
    </NoteForm>
  )
}
