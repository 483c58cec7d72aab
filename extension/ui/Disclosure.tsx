import { type ReactNode, useId, useState } from 'react'

type Props = {
  title: string
  value: string
  startOpen?: boolean
  /** Its place among the page's headings. */
  level?: 'h2' | 'h3'
  children: () => ReactNode
}

/** One line that says how much is inside; what is inside is made when it is opened. */
export const Disclosure = ({ title, value, startOpen = false, level: Heading = 'h3', children }: Props) => {
  const [isOpen, setOpen] = useState(startOpen)
  const id = useId()
  return (
    <section className="disclosure">
      <Heading>
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
      </Heading>
      {isOpen ? (
        <div id={id} className="disclosure-body">
          {children()}
        </div>
      ) : null}
    </section>
  )
}
