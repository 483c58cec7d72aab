import { useEffect, useState } from 'react'
import type { Role } from '../../shared/session.ts'

export type Section = 'you' | 'crm' | 'people' | 'connections'

const KEEPERS: Role[] = ['revops', 'admin']

/** What somebody of this role finds here; null: nobody is signed in. */
export const sectionsFor = (role: Role | null): Section[] => [
  'you',
  'crm',
  ...(role !== null && (role === 'manager' || KEEPERS.includes(role)) ? (['people'] as const) : []),
  ...(role !== null && KEEPERS.includes(role) ? (['connections'] as const) : []),
]

const SECTIONS: Section[] = ['you', 'crm', 'people', 'connections']

/** The section that the page's address names. */
export const useSection = (): Section => {
  const [name, setName] = useState(() => location.hash.slice(1))
  useEffect(() => {
    const read = () => setName(location.hash.slice(1))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return SECTIONS.find((section) => section === name) ?? 'you'
}
