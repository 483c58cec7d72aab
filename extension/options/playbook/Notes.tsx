import { createContext, useContext } from 'react'
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
    {findings.map(({ path, problem, kind }, i) => (
      <li key={`${path} ${i}`} data-kind={kind}>
        <span className="strong">{t(`book.finding.${kind}`)}</span> {problem}
      </li>
    ))}
  </ul>
)
