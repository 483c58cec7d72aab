import type { ReactNode } from 'react'
import { Notes } from './Notes.tsx'

/** A list of what holds, a line each. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className="panel facts book-facts">{children}</dl>

type Props = { label: string; /** The part of the playbook that it tells of. */ at?: string; children: ReactNode }

export const Fact = ({ label, at, children }: Props) => (
  <div>
    <dt className="muted">{label}</dt>
    <dd>
      {children}
      {at === undefined ? null : <Notes at={at} />}
    </dd>
  </div>
)
