import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { t, tFirst } from '../messages.ts'
import { Table } from '../playbook/Table.tsx'
import type { Reason, Refused } from './rowsOf.ts'
import type { ChosenFile } from './useCsvImport.ts'

const PAGE = 20

type Props = { refused: Refused[]; file: ChosenFile; onSave: (text: string, fileName: string) => void }

/** The rows that are not taken: line, column and reason, and all of them as a file that can be mended and brought again. */
export const RefusedTable = ({ refused: all, file, onSave }: Props) => {
  const refused = all.toSorted((a, b) => a.row.line - b.row.line)
  const [shown, setShown] = useState(PAGE)
  const save = async () => {
    const { writeCsv } = await import('./readCsv.ts')
    const columns = [t('imports.line'), t('imports.column'), t('imports.reason'), ...file.csv.columns]
    const lines = refused.map(({ row, column, reason }) => [
      String(row.line),
      column ?? '',
      reasonText(reason),
      ...row.cells,
    ])
    onSave(writeCsv(columns, lines), file.name.replace(/(?:\.\w+)?$/, '-refused.csv'))
  }
  return (
    <section className="group" aria-labelledby="refused">
      <div className="section-head">
        <h3 id="refused">{t('imports.refused', { count: refused.length })}</h3>
        <Button onPress={() => void save()}>{t('imports.saveRefused')}</Button>
      </div>
      <p className="muted">{t('imports.refusedText')}</p>
      <Table
        label={t('imports.refused', { count: refused.length })}
        columns={[t('imports.line'), t('imports.column'), t('imports.reason')]}
        look="lines"
      >
        {refused.slice(0, shown).map(({ row, column, reason }, i) => (
          <tr key={`${row.line} ${i}`}>
            <th scope="row">
              <span className="narrow-label">{t('imports.line')} </span>
              {row.line}
            </th>
            <td>{column ?? ''}</td>
            <td>{reasonText(reason)}</td>
          </tr>
        ))}
      </Table>
      {shown < refused.length ? (
        <div className="buttons">
          <Button look="quiet" onPress={() => setShown(shown + 200)}>
            {t('imports.more', { count: refused.length - shown })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Why a row is not taken, as a sentence. */
const reasonText = (reason: Reason): string => {
  if (reason.code !== 'said') return t(`imports.reason.${reason.code}`)
  const text = reason.text === '' ? t('imports.reason.unsaid') : reason.text
  const field = tFirst([`imports.field.${reason.field}`]) || reason.field
  const isSentence = /^[A-Z]/.test(text) || field === ''
  const said = isSentence ? text : `${field} ${text}`
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? '' : '.'}`
}
