import { t } from '../messages.ts'
import { namesOf } from '../playbook/bookNames.ts'
import { Table } from '../playbook/Table.tsx'
import { intentLines } from '../playbook/triggerWords.ts'
import { Lines } from '../Said.tsx'
import type { WithFile } from './ImportsView.tsx'
import type { looksAt } from './kinds.ts'

const SHOWN = 5

type Props = WithFile & { found: ReturnType<typeof looksAt> }

/** What the rows do when they are sent: which triggers look at them, and the first of them as they are understood. */
export const WhatTheyDo = ({ rows, live, found, file, mapping }: Props) => {
  const names = namesOf(live)
  const at = (target: (typeof mapping)[number]) => file.csv.columns[mapping.indexOf(target)] ?? ''
  const who = (['name', 'firstName', 'lastName', 'email', 'company'] as const).map(at).filter((column) => column !== '')
  return (
    <>
      <h3>{t('imports.do')}</h3>
      {found.length === 0 ? (
        <p className="panel muted">{t('imports.noTrigger')}</p>
      ) : (
        <Table
          label={t('imports.lookedAt')}
          columns={[t('imports.trigger'), t('imports.point'), t('book.trigger.intent')]}
        >
          {found.map(({ point, trigger }) => (
            <tr key={`${point.id} ${trigger.id}`}>
              <th scope="row" className="strong">
                {trigger.name}
              </th>
              <td>{point.name}</td>
              <td>
                <Lines lines={intentLines(trigger, names)} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <p className="muted">{t('imports.eachRow')}</p>
      {rows.ready.length === 0 ? (
        <p className="trouble" role="status">
          {t('imports.noneReady')}
        </p>
      ) : (
        <Table
          label={t('imports.first', { count: Math.min(SHOWN, rows.ready.length) })}
          columns={[t('imports.line'), t('imports.record'), t('imports.who'), t('imports.when')]}
          look="lines"
        >
          {rows.ready.slice(0, SHOWN).map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row">
                <span className="narrow-label">{t('imports.line')} </span>
                {line}
              </th>
              <td>{cells[at('record')]}</td>
              <td>{who.flatMap((column) => cells[column] ?? []).join(' · ')}</td>
              <td>{whenText(cells[at('occurredAt')])}</td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}

/** A row without a time happened when it is received. */
const whenText = (iso: string | undefined): string =>
  iso === undefined
    ? t('imports.now')
    : new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(iso))
