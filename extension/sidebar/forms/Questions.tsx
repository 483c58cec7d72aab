import type { ContextItem } from '../../../shared/context.ts'
import type { ContextQuestion } from '../../../shared/handoffParts.ts'
import { t } from '../../ui/messages.ts'
import { itemText } from '../../ui/phrases.ts'
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

/** The fields of a form, in their order. */
export const Questions = ({ questions, answers, isAsked, stillMissing }: Props) =>
  questions.map((question) => {
    const lack = answers.lackOf(question)
    const isMissed = stillMissing.includes(question.item) && !(question.item in answers.values)
    return (
      <QuestionField
        key={question.item}
        question={question}
        value={answers.valueOf(question)}
        error={isAsked && lack !== null ? lackText(question, lack) : isMissed ? t('give.needed') : null}
        onChange={(value) => answers.type(question.item, value)}
      />
    )
  })

const lackText = ({ item, name }: ContextQuestion, lack: Lack): string =>
  lack === 'needed'
    ? t('give.needed')
    : `${t('item.faulty', { item: itemText(item, name), fault: t(`fault.${lack}`) })}.`

/** The field of the first of these questions gets the focus. */
export const focusOn = (form: HTMLElement | null, [first]: ContextQuestion[]): void => {
  if (first === undefined) return
  form?.querySelector<HTMLElement>(`[name="${CSS.escape(first.item)}"]`)?.focus()
}
