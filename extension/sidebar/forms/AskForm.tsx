import { useState } from 'react'
import type { ContextItem } from '../../../shared/context.ts'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ActInput } from '../../worker/acts.ts'
import { t } from '../../ui/messages.ts'
import { firstName } from '../../ui/names.ts'
import { itemText } from '../../ui/phrases.ts'
import { ActForm } from './ActForm.tsx'
import { Choices } from './Choices.tsx'
import { noteIn, NoteField } from './NoteField.tsx'

type Props = {
  handoff: HandoffView
  /** It goes back to the sender until the items are there. */
  giveBack: boolean
  sending: boolean
  onAsk: (input: ActInput<'ask'>) => void
  onCancel: () => void
}

/** What the sender is to fill in: what is missing is chosen already. */
export const AskForm = ({ handoff, giveBack, sending, onAsk, onCancel }: Props) => {
  const name = handoff.sender === null ? t('refusal.someone') : firstName(handoff.sender.name)
  const open = askable(handoff)
  const [items, setItems] = useState<ContextItem[]>(() =>
    handoff.missing.filter((item) => open.some(({ value }) => value === item)),
  )
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const send = () => {
    setAsked(items.length === 0)
    if (items.length > 0) onAsk({ handoffId: handoff.id, items, giveBack, ...noteIn(note) })
  }
  const title = t(giveBack ? 'giveBack.title' : 'ask.title', { name })
  const busy = t(giveBack ? 'act.givingBack' : 'act.asking')
  return (
    <ActForm
      press={sending ? busy : t(giveBack ? 'act.giveBackNow' : 'act.askNow', { name })}
      sending={sending}
      onPress={send}
      onCancel={onCancel}
    >
      <Choices
        label={title}
        many
        choices={open}
        chosen={items}
        error={isAsked && items.length === 0 ? t('ask.first') : null}
        onChoose={(item) => setItems(items.includes(item) ? items.filter((each) => each !== item) : [...items, item])}
      />
      <NoteField
        label={t('note.label')}
        hint={giveBack ? t('giveBack.hint', { name }) : undefined}
        value={note}
        onChange={setNote}
      />
    </ActForm>
  )
}

/** What is missing first, then the rest that a person can fill in; not what was asked for already. */
const askable = ({ questions, missing, asks }: HandoffView): { value: ContextItem; label: string }[] => {
  const asked = new Set(asks.flatMap(({ items }) => items.map(({ item }) => item)))
  const names = new Map(questions.map(({ item, name }) => [item, name]))
  const all = new Set([...missing, ...questions.filter(({ given }) => !given).map(({ item }) => item)])
  return [...all]
    .filter((item) => !asked.has(item))
    .map((value) => ({ value, label: itemText(value, names.get(value)) }))
}
