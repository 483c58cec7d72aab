import type { Ref } from 'react'

type Choice<V extends string> = { value: V; label: string }
type Props<V extends string> = {
  label: string
  /** One of them, or any number. */
  many?: boolean
  choices: Choice<V>[]
  chosen: readonly V[]
  error?: string | null
  firstRef?: Ref<HTMLInputElement>
  onChoose: (value: V) => void
}

/** What can be chosen, all in sight, two in a row. */
export const Choices = <V extends string>({ label, many, choices, chosen, error, firstRef, onChoose }: Props<V>) => (
  <fieldset className="field">
    <legend className="field-label">{label}</legend>
    <div className="reasons">
      {choices.map(({ value, label: text }, index) => (
        <label key={value} className="reason">
          <input
            ref={index === 0 ? firstRef : undefined}
            type={many ? 'checkbox' : 'radio'}
            name={label}
            checked={chosen.includes(value)}
            onChange={() => onChoose(value)}
          />
          {text}
        </label>
      ))}
    </div>
    {error ? <p className="field-error">{error}</p> : null}
  </fieldset>
)
