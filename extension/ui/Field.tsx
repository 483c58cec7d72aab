import { type ReactNode, useId } from 'react'

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }
type Props = { label: string; hint?: string; error?: string | null; children: (wiring: Wiring) => ReactNode }

/** A label, its control, and under it a hint or what is wrong, tied together for assistive technology. */
export const Field = ({ label, hint, error, children }: Props) => {
  const id = useId()
  const below = error ?? hint
  const belowId = `${id}-below`
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': below ? belowId : undefined, 'aria-invalid': error ? true : undefined })}
      {below ? (
        <p id={belowId} className={error ? 'field-error' : 'field-hint'}>
          {below}
        </p>
      ) : null}
    </div>
  )
}
