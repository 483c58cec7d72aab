import type { ReactNode } from 'react'

type Props = { title: string; then: string; children?: ReactNode }

/** What there is to know when there is no list, and what to do. */
export const Said = ({ title, then, children }: Props) => (
  <div className="said">
    <div>
      <h2>{title}</h2>
      <p className="muted">{then}</p>
    </div>
    {children ? <div>{children}</div> : null}
  </div>
)
