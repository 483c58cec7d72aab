import type { Ref } from 'react'
import { Field } from '../../ui/Field.tsx'

type Props = {
  label: string
  hint?: string
  error?: string | null
  value: string
  rows?: number
  fieldRef?: Ref<HTMLTextAreaElement>
  onChange: (value: string) => void
}

/** Somebody's own words. */
export const NoteField = ({ label, hint, error, value, rows = 2, fieldRef, onChange }: Props) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => (
      <textarea
        {...wiring}
        ref={fieldRef}
        className="input"
        rows={rows}
        maxLength={1_000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
)

/** Nothing where nothing was written. */
export const noteIn = (text: string): { note?: string } => (text.trim() === '' ? {} : { note: text.trim() })
