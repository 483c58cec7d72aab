import { useState } from 'react'
import type { ContextItem } from '../../../shared/context.ts'
import type { ContextQuestion } from '../../../shared/handoffParts.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../ui/messages.ts'
import { itemText, listText } from '../../ui/phrases.ts'
import { QuestionField } from './QuestionField.tsx'
import type { Answers, Lack } from './useAnswers.ts'

type Props = {
  questions: ContextQuestion[]
  answers: Answers
  /** Faults are told once somebody has pressed. */
  isAsked: boolean
  /** Without these the server would not take it. */
  stillMissing: ContextItem[]
}

/** The fields of a form, in their order; beside what is required, the rest waits behind one line. */
export const Questions = ({ questions, answers, isAsked, stillMissing }: Props) => {
  const [isOpen, setOpen] = useState(false)
  // What is known and does not count is shown from the beginning, and stays while it is mended.
  const [faulty] = useState(() => questions.filter((question) => answers.lackOf(question) !== null))
  const isNeeded = ({ item, need }: ContextQuestion): boolean =>
    need === 'required' || stillMissing.includes(item) || faulty.some((question) => question.item === item)
  const rest = isOpen || !questions.some(isNeeded) ? [] : questions.filter((question) => !isNeeded(question))
  const shown = questions.filter((question) => !rest.includes(question))
  return (
    <>
      {shown.map((question) => {
        const lack = answers.lackOf(question)
        const isMissed = stillMissing.includes(question.item) && !(question.item in answers.values)
        return (
          <QuestionField
            key={question.item}
            question={question}
            value={answers.valueOf(question)}
            error={isAsked && lack !== null ? lackText(question, lack) : isMissed ? t('give.needed') : null}
            takeFocus={isOpen && question === shown.find((each) => !isNeeded(each))}
            onChange={(value) => answers.type(question.item, value)}
          />
        )
      })}
      {rest.length === 0 ? null : (
        <div>
          <Button look="quiet" className="line-button" onPress={() => setOpen(true)}>
            {t('give.more', { items: listText(rest.map(({ item, name }) => itemText(item, name))) })}
          </Button>
        </div>
      )}
    </>
  )
}

const lackText = ({ item, name }: ContextQuestion, lack: Lack): string =>
  lack === 'needed'
    ? t('give.needed')
    : `${t('item.faulty', { item: itemText(item, name), fault: t(`fault.${lack}`) })}.`

/** The field of the first of these questions gets the focus. */
export const focusOn = (form: HTMLElement | null, [first]: ContextQuestion[]): void => {
  if (first === undefined) return
  form?.querySelector<HTMLElement>(`[name="${CSS.escape(first.item)}"]`)?.focus()
}
