import { type ReactNode, useRef, useState } from 'react'
import type { ContextItem } from '../../../shared/context.ts'
import type { HandoffView } from '../../../shared/handoff.ts'
import type { ContextQuestion } from '../../../shared/handoffParts.ts'
import type { ActInput } from '../../worker/acts.ts'
import { t } from '../../ui/messages.ts'
import { firstName } from '../../ui/names.ts'
import { ActForm } from './ActForm.tsx'
import { focusOn, Questions } from './Questions.tsx'
import { useAnswers } from './useAnswers.ts'

type Props = {
  handoff: HandoffView
  /** Exactly these are asked. */
  questions: ContextQuestion[]
  stillMissing: ContextItem[]
  sending: boolean
  /** Above the fields: who asks, until when. */
  lead?: ReactNode
  onGive: (input: ActInput<'giveContext'>) => void
  onCancel?: () => void
}

/** What somebody knows, filled in: the sender's answer, or anybody's own knowledge. */
export const GiveForm = ({ handoff, questions, stillMissing, sending, lead, onGive, onCancel }: Props) => {
  const answers = useAnswers(questions)
  const [isAsked, setAsked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const isNothing = Object.keys(answers.values).length === 0
  const faulty = answers.lacking.filter(({ item }) => item in answers.values)
  const give = () => {
    setAsked(true)
    if (faulty.length > 0) focusOn(fields.current, faulty)
    else if (isNothing) focusOn(fields.current, questions)
    else onGive({ handoffId: handoff.id, values: answers.values })
  }
  const press = lead === undefined ? t('act.giveSave') : t('act.giveNow', { name: firstName(handoff.owner.name) })
  return (
    <ActForm
      press={sending ? t('act.giving') : press}
      sending={sending}
      takeFocus={lead === undefined}
      onPress={give}
      onCancel={onCancel}
    >
      {lead}
      <div ref={fields} className="form">
        <Questions questions={questions} answers={answers} isAsked={isAsked} stillMissing={stillMissing} />
      </div>
      {isAsked && isNothing ? <p className="field-error">{t('give.nothing')}</p> : null}
    </ActForm>
  )
}

/** What is asked of this person; where nothing is asked, all that is not known yet. */
export const questionsFor = ({ questions, asks, missing }: HandoffView, isAsked: boolean): ContextQuestion[] => {
  if (!isAsked) {
    const open = questions.filter(({ given }) => !given)
    return open.length > 0 ? open : questions
  }
  const asked = new Map<ContextItem, string | undefined>(
    asks.length > 0
      ? asks.flatMap(({ items }) => items.map(({ item, name }): [ContextItem, string | undefined] => [item, name]))
      : missing.map((item) => [item, undefined]),
  )
  return [...asked].map(([item, name]) => {
    const known = questions.find((question) => question.item === item)
    return known === undefined
      ? { item, need: 'required', value: '', given: false, ...(name === undefined ? {} : { name }) }
      : { ...known, need: 'required' }
  })
}
