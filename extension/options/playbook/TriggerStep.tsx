import { t } from '../messages.ts'
import { conditionLines, filled } from '../conditionWords.ts'
import { Lines } from '../Said.tsx'
import { fitsOf } from './findings.ts'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'
import { intentLines, kindsText, triggerLines } from './triggerWords.ts'

/** What starts a handoff, and the intent that it then has: trigger by fit. */
export const TriggerStep = ({ point, path, names, live: { playbook } }: StepProps) => {
  const used = fitsOf(point)
  return (
    <>
      <Table
        label={t('book.step.trigger')}
        columns={[t('book.trigger.name'), t('book.trigger.fires'), t('book.trigger.intent')]}
      >
        {point.triggers.map((trigger, i) => (
          <tr key={trigger.id}>
            <th scope="row">
              <span className="strong">{trigger.name}</span>
              {trigger.counts === undefined && trigger.score === undefined ? null : (
                <span className="muted below">{t('book.trigger.looks', { kinds: kindsText(trigger.kinds) })}</span>
              )}
            </th>
            <td>
              <Lines lines={triggerLines(trigger, names)} />
              <Notes at={`${path}.triggers.${i}`} />
            </td>
            <td>
              <Lines lines={intentLines(trigger, names)} />
            </td>
          </tr>
        ))}
      </Table>
      <p className="lead muted">{t('book.trigger.first')}</p>
      {used.length === 0 ? null : (
        <>
          <h3>{t('book.trigger.fits')}</h3>
          <Table label={t('book.trigger.fits')} columns={[t('book.trigger.fit'), t('book.trigger.fitWhen')]}>
            {playbook.fits.map((fit, i) =>
              used.includes(fit.id) ? (
                <tr key={fit.id}>
                  <th scope="row" className="strong">
                    {fit.name}
                  </th>
                  <td>
                    <Lines lines={anyLines(fit.when, names)} />
                    <Notes at={`fits.${i}`} />
                  </td>
                </tr>
              ) : null,
            )}
          </Table>
        </>
      )}
    </>
  )
}

/** Of several alternatives each has a line of its own. */
const anyLines = (when: Parameters<typeof conditionLines>[0], names: StepProps['names']) => {
  if (!('any' in when)) return conditionLines(when, names)
  return when.any.flatMap((each, i) => {
    const [first = [], ...rest] = conditionLines(each, names)
    return [i === 0 ? first : filled(t('book.trigger.or'), { what: first }), ...rest]
  })
}
