import { Field } from './Field.tsx'

type Option<V extends string> = { value: V; label: string }
type Props<V extends string> = {
  label: string
  value: V
  options: Option<V>[]
  autoFocus?: boolean
  onChange: (value: V) => void
}

/** The browser's own list: it alone can open beyond the edge of a small frame. */
export const Select = <V extends string>({ label, value, options, autoFocus, onChange }: Props<V>) => (
  <Field label={label}>
    {(wiring) => (
      <select
        {...wiring}
        className="input"
        autoFocus={autoFocus}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)
