import { useId } from 'react'

type Option<V extends string> = { value: V; label: string }
type Props<V extends string> = { label: string; value: V; options: Option<V>[]; onChange: (value: V) => void }

/** One of a few, all in sight: radio buttons in a row. */
export const Segments = <V extends string>({ label, value, options, onChange }: Props<V>) => {
  const name = useId()
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
