import type { ContextCheck } from '../../../shared/context.ts'
import type { ContextQuestion } from '../../../shared/handoffParts.ts'
import { Field } from '../../ui/Field.tsx'
import { t } from '../../ui/messages.ts'
import { itemText } from '../../ui/phrases.ts'

type Props = {
  question: ContextQuestion
  value: string
  error: string | null
  /** It has just come, because somebody asked for it. */
  takeFocus?: boolean
  onChange: (value: string) => void
}

/** One item, asked for in the way that fits its answer. */
export const QuestionField = ({ question, value, error, takeFocus = false, onChange }: Props) => {
  const { item, name, ask, need, check = {} } = question
  const label = ask ?? itemText(item, name)
  return (
    <Field label={need === 'required' ? t('give.required', { label }) : label} hint={hintOf(check)} error={error}>
      {(wiring) => {
        const control = { ...wiring, name: item, className: 'input', value, autoFocus: takeFocus }
        if (check.oneOf !== undefined) {
          return (
            <select {...control} onChange={({ target }) => onChange(target.value)}>
              <option value="">{t('give.choose')}</option>
              {check.oneOf.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          )
        }
        if (check.number !== undefined)
          return <input {...control} inputMode="decimal" onChange={({ target }) => onChange(target.value)} />
        if (check.date === true)
          return <input {...control} type="date" onChange={({ target }) => onChange(target.value)} />
        return <textarea {...control} rows={2} maxLength={5_000} onChange={({ target }) => onChange(target.value)} />
      }}
    </Field>
  )
}

const hintOf = ({ number }: ContextCheck): string | undefined => {
  if (number === undefined) return undefined
  const { from, to } = number
  if (from !== undefined && to !== undefined) return t('give.numberBetween', { from, to })
  if (from !== undefined) return t('give.numberFrom', { from })
  return to === undefined ? undefined : t('give.numberTo', { to })
}
