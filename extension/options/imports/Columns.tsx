import { t } from '../messages.ts'
import { Select } from '../../ui/Select.tsx'
import { useFocusOnMount } from '../../ui/useFocus.ts'
import { Table } from '../playbook/Table.tsx'
import type { WithFile } from './ImportsView.tsx'
import { TARGETS, targetsOf } from './mapping.ts'

const SAMPLES = 3

/** What each column is: guessed, and to be put right. */
export const Columns = ({ file, mapping, chosen, asksOrder, onTarget, onChoose }: WithFile) => {
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const { columns, rows } = file.csv
  const targets = targetsOf(columns, mapping)
  return (
    <section className="group" aria-labelledby="columns">
      <h3 ref={heading} id="columns" tabIndex={-1}>
        {t('imports.columns', { name: file.name })}
      </h3>
      <Table
        label={t('imports.columns', { name: file.name })}
        columns={[t('imports.column'), t('imports.sample'), t('imports.is')]}
        look="choices"
      >
        {columns.map((column, i) => (
          <tr key={column}>
            <th scope="row" className="strong">
              {column}
            </th>
            <td className="muted">{samplesOf(rows, i)}</td>
            <td className="choice">
              <Select
                label={t('imports.columnIs', { column })}
                value={mapping[i] ?? 'none'}
                options={TARGETS.map((value) => ({ value, label: t(`imports.target.${value}`) }))}
                onChange={(target) => onTarget(i, target)}
              />
              {mapping[i] === 'field' ? (
                <span className="muted below">
                  {t('imports.keptAs')} <code>{targets[i]}</code>
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
      {mapping.includes('occurredAt') ? null : <p className="muted">{t('imports.noTimeColumn')}</p>}
      {asksOrder ? (
        <div className="pair">
          <Select
            label={t('imports.order')}
            value={chosen.order}
            options={(['month_first', 'day_first'] as const).map((value) => ({
              value,
              label: t(`imports.order.${value}`),
            }))}
            onChange={(order) => onChoose({ order })}
          />
        </div>
      ) : null}
    </section>
  )
}

const samplesOf = (rows: WithFile['file']['csv']['rows'], column: number): string =>
  [...new Set(rows.slice(0, 50).map(({ cells }) => cells[column] ?? ''))]
    .filter((cell) => cell !== '')
    .slice(0, SAMPLES)
    .map((cell) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell))
    .join(' · ') || t('imports.allEmpty')
