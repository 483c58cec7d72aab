import type { HTMLInputTypeAttribute } from 'react'
import { Field } from '../ui/Field.tsx'

type Props = {
  label: string
  value: string
  hint?: string
  error?: string | null
  type?: HTMLInputTypeAttribute
  placeholder?: string
  autoFocus?: boolean
  onChange: (value: string) => void
}

/** One line of a form, with what is wrong with it below. */
export const TextField = ({ label, hint, error, onChange, type = 'text', ...rest }: Props) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => (
      <input
        {...wiring}
        {...rest}
        className="input"
        type={type}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
)
