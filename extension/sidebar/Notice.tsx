import type { ReactNode } from 'react'

type Props = { tone?: 'plain' | 'soon' | 'late' | 'safe'; children: ReactNode }

/** Something to know, in one or two sentences. */
export const Notice = ({ tone = 'plain', children }: Props) => (
  <div className="notice" data-tone={tone}>
    {children}
  </div>
)
