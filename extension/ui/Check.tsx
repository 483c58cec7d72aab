import { useId } from 'react'

type Props = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }

/** A box to tick, with what that means below it. */
export const Check = ({ label, hint, checked, onChange }: Props) => {
  const id = useId()
  return (
    <div className="check">
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={id} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
