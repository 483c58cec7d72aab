import type { ReactNode } from 'react'
import { whenText } from '../../ui/instants.ts'
import { t } from '../messages.ts'
import { countOf, findingsOfNone, findingsOfStep } from './findings.ts'
import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import { NoteList } from './Notes.tsx'
import { pointGroups, STEPS } from './steps.ts'
import { Table } from './Table.tsx'

type Props = { live: LivePlaybook; nowMs: number; children?: ReactNode }

/** The playbook that is live: its points, and what was found in it. The children are its file. */
export const Overview = ({ live, nowMs, children }: Props) => {
  const general = findingsOfNone(live)
  return (
    <>
      <p className="lead muted">{publishedText(live, nowMs)}</p>
      {general.length === 0 ? null : <NoteList findings={general} />}
      {children}
      <Table
        label={t('book.points')}
        columns={[t('book.pointColumn'), t('book.breaks'), t('book.startedBy'), t('book.found')]}
      >
        {pointGroups(live.playbook.points).flatMap(({ group, points }) =>
          points.map((point) => {
            const count = countOf(new Set(STEPS.flatMap((step) => findingsOfStep(live, point.id, step))))
            return (
              <tr key={point.id}>
                <th scope="row">
                  <a className="strong" href={`#${point.id}/map`}>
                    {point.name}
                  </a>
                  <span className="muted below">{t(`book.group.${group}`)}</span>
                </th>
                <td>{point.breaksToday ?? ''}</td>
                <td>{point.triggers.map(({ name }) => name).join(' · ')}</td>
                <td className={count === 0 ? 'muted' : 'warn'}>
                  {count === 0 ? t('book.nothingFound') : t('book.findingCount', { count })}
                </td>
              </tr>
            )
          }),
        )}
      </Table>
    </>
  )
}

const publishedText = ({ version, publishedAt, publishedBy, reason }: LivePlaybook, nowMs: number): string => {
  const params = { version, at: whenText(Date.parse(publishedAt), nowMs), by: publishedBy ?? '', reason: reason ?? '' }
  const published = t(publishedBy === null ? 'book.published' : 'book.publishedBy', params)
  return reason === null || reason === '' ? published : t('book.publishedWhy', { published, reason })
}
