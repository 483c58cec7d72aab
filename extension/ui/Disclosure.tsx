import { type ReactNode, useId, useState } from 'react'

type Props = { title: string; value: string; startOpen?: boolean; children: () => ReactNode }

/** One line that says how much is inside; what is inside is made when it is opened. */
export const Disclosure = ({ title, value, startOpen = false, children }: Props) => {
  const [isOpen, setOpen] = useState(startOpen)
  const id = useId()
  return (
    <section className="disclosure">
      <h3>
        <button
          type="button"
          className="disclosure-head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="disclosure-title">{title}</span>
          <span className="disclosure-value">{value}</span>
        </button>
      </h3>
      {isOpen ? (
        <div id={id} className="disclosure-body">
          {children()}
        </div>
      ) : null}
    </section>
  )
}
