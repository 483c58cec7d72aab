import type { ContextRule } from '../../../shared/point.ts'
import { t, tCode } from '../messages.ts'
import { checkTexts, stagesText } from './evidenceWords.ts'
import { Fact, Facts } from './Facts.tsx'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'

/** What the receiver gets to know, from where, and what whoever hands over is asked. */
export const ContextStep = ({ point, path, names }: StepProps) => {
  // Numbered as they stand in the playbook: findings name them by that.
  const rules = point.context.map((rule, i) => ({ rule, i }))
  const ordered = NEEDS.flatMap((need) => rules.filter(({ rule }) => rule.need === need))
  return (
    <>
      {ordered.length === 0 ? (
        <p className="panel muted">{t('book.context.none')}</p>
      ) : (
        <Table
          label={t('book.step.context')}
          columns={[t('book.context.item'), t('book.context.filled'), t('book.context.asked')]}
        >
          {ordered.map(({ rule, i }) => (
            <tr key={rule.item}>
              <th scope="row">
                <span className="strong">{rule.name ?? tCode('item', rule.item)}</span>
                <span className="muted below">{t(`book.need.${rule.need}`)}</span>
              </th>
              <td>
                {sourcesText(rule)}
                <Notes at={`${path}.context.${i}`} />
              </td>
              <td>
                {rule.ask === undefined ? null : <p>{t('book.context.quote', { ask: rule.ask })}</p>}
                {checkTexts(rule.check ?? {}).map((text) => (
                  <p key={text} className="muted">
                    {text}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <p className="lead muted">{t('book.context.order')}</p>
      {point.gate === undefined ? null : (
        <Facts>
          <Fact label={t('book.context.gate')} at={`${path}.gate`}>
            {t('book.context.gateText', { stages: stagesText(point.gate.stages, names) })}
          </Fact>
        </Facts>
      )}
    </>
  )
}

const NEEDS = ['required', 'wanted', 'hidden'] as const

/** «form field message, then CRM field description»: the first that is filled counts. */
const sourcesText = ({ fields }: ContextRule): string =>
  fields.length === 0 ? t('book.context.byHand') : fields.map(sourceText).join(t('book.context.then'))

const sourceText = (field: string): string => {
  const [of = '', ...rest] = field.split('.')
  return t('book.context.source', { of: tCode('book.from', of), name: rest.join('.').replaceAll('_', ' ') })
}
