import type { Ref } from 'react'
import type { HandoffView } from '../../shared/handoff.ts'
import { Menu } from '../ui/Menu.tsx'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { type Doing, NOT_RIGHT } from './doing.ts'

type Props = {
  handoff: HandoffView
  isGiving: boolean
  buttonRef: Ref<HTMLButtonElement>
  onChoose: (doing: Doing) => void
}

/** The one menu for all that is not the next step: only what this person may do. */
export const NotRight = ({ handoff, isGiving, buttonRef, onChoose }: Props) => {
  const name = handoff.sender === null ? t('refusal.someone') : firstName(handoff.sender.name)
  const items = NOT_RIGHT.filter(
    ([form, may]) => handoff.may.includes(may) && (form !== 'give' || (!isGiving && handoff.questions.length > 0)),
  ).map(([form]) => ({ id: form, label: t(`act.${form}`, { name }), onChoose: () => onChoose({ form }) }))
  return items.length === 0 ? null : <Menu label={t('act.notRight')} items={items} buttonRef={buttonRef} />
}
