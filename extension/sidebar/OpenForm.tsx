import { t } from '../ui/messages.ts'
import { itemText, listText } from '../ui/phrases.ts'
import type { Doing } from './doing.ts'
import { AskForm } from './forms/AskForm.tsx'
import { CloseForm } from './forms/CloseForm.tsx'
import { DeclineForm } from './forms/DeclineForm.tsx'
import { EvidenceForm } from './forms/EvidenceForm.tsx'
import { GiveForm, questionsFor } from './forms/GiveForm.tsx'
import { HandOffForm } from './forms/HandOffForm.tsx'
import { noteIn } from './forms/NoteField.tsx'
import { NoteForm } from './forms/NoteForm.tsx'
import { ReassignForm } from './forms/ReassignForm.tsx'
import { TouchForm } from './forms/TouchForm.tsx'
import type { CardProps } from './HandoffCard.tsx'
import type { Outcome } from './outcomeOf.ts'

type Props = CardProps & { outcome: Outcome; doing: Doing; onCancel: () => void }

/** The form that was asked for, in place of the card's act. */
export const OpenForm = ({ state, outcome, doing, nowMs, acts: { press }, onCancel }: Props) => {
  const { handoff } = state
  const { id: handoffId } = handoff
  const { sending, stillMissing } = outcome
  const busy = sending !== null
  const common = { handoff, sending: busy, onCancel }
  switch (doing.form) {
    case 'accept':
      return (
        <NoteForm
          label={t('accept.why')}
          required
          press={t(busy ? 'act.accepting' : 'act.acceptAnyway')}
          sending={busy}
          onSend={(reason) => press({ act: 'accept', input: { handoffId, reason } })}
          onCancel={onCancel}
        >
          <p>{missingText(handoff)}</p>
        </NoteForm>
      )
    case 'touch':
      return (
        <TouchForm handoff={handoff} sending={busy} takeFocus onLog={(input) => press({ act: 'logTouch', input })} />
      )
    case 'decline':
      return (
        <DeclineForm
          sending={busy}
          onDecline={(decline) => press({ act: 'decline', input: { handoffId, ...decline } })}
          onCancel={onCancel}
        />
      )
    case 'giveBack':
    case 'ask':
      return (
        <AskForm
          key={doing.form}
          {...common}
          giveBack={doing.form === 'giveBack'}
          onAsk={(input) => press({ act: 'ask', input })}
        />
      )
    case 'give':
      return (
        <GiveForm
          {...common}
          questions={questionsFor(handoff, false)}
          stillMissing={stillMissing}
          onGive={(input) => press({ act: 'giveContext', input })}
        />
      )
    case 'reassign':
      return <ReassignForm {...common} onReassign={(input) => press({ act: 'reassign', input })} />
    case 'close':
      return <CloseForm {...common} nowMs={nowMs} onClose={(input) => press({ act: 'close', input })} />
    case 'evidence':
      return <EvidenceForm {...common} onTell={(input) => press({ act: 'tellEvidence', input })} />
    case 'recall':
      return (
        <NoteForm
          label={t('recall.why')}
          press={t(busy ? 'act.recalling' : 'act.recallNow')}
          sending={busy}
          onSend={(note) => press({ act: 'recall', input: { handoffId, ...noteIn(note) } })}
          onCancel={onCancel}
        />
      )
    case 'reopen':
      return (
        <NoteForm
          label={t('reopen.why')}
          required
          press={t(busy ? 'act.reopening' : 'act.reopenNow')}
          sending={busy}
          onSend={(note) => press({ act: 'reopen', input: { handoffId, note } })}
          onCancel={onCancel}
        />
      )
    case 'reject':
      return (
        <NoteForm
          label={t('reject.why')}
          required
          press={t(busy ? 'act.rejecting' : 'act.rejectNow')}
          sending={busy}
          onSend={(note) => press({ act: 'decideApproval', input: { handoffId, approve: false, note } })}
          onCancel={onCancel}
        />
      )
    case 'handOff':
      return (
        <HandOffForm
          record={state.record}
          choices={state.choices}
          point={doing.point}
          takeFocus={doing.byItself !== true}
          stillMissing={stillMissing}
          sending={busy}
          onHandOff={(input) => press({ act: 'handOff', input })}
          onCancel={onCancel}
        />
      )
  }
}

/** «Buying committee is missing.» */
const missingText = ({ missing, context }: CardProps['state']['handoff']): string => {
  const names = missing.map((item) => itemText(item, context.find((entry) => entry.item === item)?.name))
  const [only] = names
  if (names.length === 1 && only !== undefined) return t('accept.missing', { items: only })
  return t('accept.missingMany', { items: listText(names) })
}
