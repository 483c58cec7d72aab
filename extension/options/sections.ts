import { useEffect, useState } from 'react'
import type { Role } from '../../shared/session.ts'
import { STEPS, type Step } from './playbook/steps.ts'

export type Section = 'you' | 'crm' | 'playbook' | 'people' | 'connections' | 'import' | 'turns'

const KEEPERS: Role[] = ['revops', 'admin']

/** Whether somebody of this role changes the playbook and brings in signals. */
export const isKeeper = (role: Role | null): boolean => role !== null && KEEPERS.includes(role)

/** What somebody of this role finds here; null: nobody is signed in. */
export const sectionsFor = (role: Role | null): Section[] => [
  'you',
  'crm',
  ...(role === 'manager' || isKeeper(role) ? (['people'] as const) : []),
  ...(isKeeper(role) ? (['connections', 'import'] as const) : []),
  ...(role === null ? [] : (['turns'] as const)),
  ...(role === 'manager' || isKeeper(role) ? (['playbook'] as const) : []),
]

const SECTIONS: Section[] = ['you', 'crm', 'people', 'connections', 'import', 'turns', 'playbook']

/** One step of one handoff point. */
export type StepAt = { point: string; step: Step }

/** What the page's address names: a section, of the playbook perhaps one step of one point: `#sdr_to_ae/owner`. */
export type Place = { section: Section; at: StepAt | null }

export const placeIn = (hash: string): Place => {
  const [name = '', step] = hash.replace(/^#/, '').split('/')
  if (step !== undefined && name !== '') {
    return { section: 'playbook', at: { point: name, step: STEPS.find((known) => known === step) ?? 'map' } }
  }
  return { section: SECTIONS.find((section) => section === name) ?? 'you', at: null }
}

/** The place that the page's address names. */
export const usePlace = (): Place => {
  const [hash, setHash] = useState(() => location.hash)
  useEffect(() => {
    const read = () => setHash(location.hash)
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return placeIn(hash)
}
