import { createContext, useContext } from 'react'
import type { Scalar } from '../../../shared/condition.ts'
import { fieldText, numberText } from '../conditionWords.ts'
import { t } from '../messages.ts'
import { findingsAt } from './findings.ts'
import type { Finding } from '../../../shared/livePlaybook.ts'

/** What was found in the playbook that is shown. */
export const Found = createContext<readonly Finding[]>([])

/** What is wrong or weak at one item, in its very place. */
export const Notes = ({ at }: { at: string }) => {
  const found = findingsAt(useContext(Found), at)
  return found.length === 0 ? null : <NoteList findings={found} />
}

export const NoteList = ({ findings }: { findings: readonly Finding[] }) => (
  <ul className="notes">
    {findings.map(({ path, problem, kind, witness }, i) => (
      <li key={`${path} ${i}`} data-kind={kind}>
        <span className="strong">{t(`book.finding.${kind}`)}</span> {problem}
        <Witness of={witness} />
      </li>
    ))}
  </ul>
)

/** A record that shows what was found. */
export const Witness = ({ of }: { of: Finding['witness'] }) => {
  if (of === undefined) return null
  const said = Object.entries(of).map(([field, value]) => `${fieldText(field)} ${scalarText(value)}`)
  return (
    <span className="below">
      {said.length === 0 ? t('book.witnessBare') : t('book.witness', { record: said.join(' · ') })}
    </span>
  )
}

const scalarText = (value: Scalar): string => (typeof value === 'number' ? numberText(value) : `«${String(value)}»`)
