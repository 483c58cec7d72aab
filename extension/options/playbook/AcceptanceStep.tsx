import { t, tCode } from '../messages.ts'
import { Said } from '../Said.tsx'
import { signWords } from './evidenceWords.ts'
import { Fact, Facts } from './Facts.tsx'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'

/** What counts as taking responsibility, as the first response and as done. */
export const AcceptanceStep = ({ point, path, names }: StepProps) => {
  const { nextAction: next } = point
  return (
    <>
      <Facts>
        <Fact label={t('book.acceptance.accepts')} at={`${path}.acceptance`}>
          {['accept', ...point.acceptance, 'first_touch'].map((act) => tCode('book.accepts', act)).join(' · ')}
        </Fact>
        <Fact label={t('book.acceptance.response')} at={`${path}.firstResponse`}>
          {t(`book.response.${point.firstResponse}`)}
        </Fact>
        <Fact label={t('book.acceptance.next')} at={`${path}.nextAction`}>
          {t('book.acceptance.nextText', {
            name: next.name,
            when: t('book.acceptance.nextWhen', { count: next.inWorkingDays }),
            at: next.at,
          })}
          <p className="muted">{t(point.nextActionDated ? 'book.acceptance.dated' : 'book.acceptance.undated')}</p>
          <Notes at={`${path}.nextActionDated`} />
        </Fact>
        {point.stageAfterTouch === undefined ? null : (
          <Fact label={t('book.acceptance.stage')} at={`${path}.stageAfterTouch`}>
            {Object.entries(point.stageAfterTouch).map(([type, stage]) => (
              <p key={type}>{t('book.acceptance.stageText', { type: tCode('recordType', type), stage })}</p>
            ))}
          </Fact>
        )}
      </Facts>
      <h3>{t('book.acceptance.done')}</h3>
      <Table label={t('book.acceptance.done')} columns={[t('book.acceptance.evidence'), t('book.acceptance.seen')]}>
        {point.completion.map(({ id, name, signs, byHand }, i) => (
          <tr key={id}>
            <th scope="row" className="strong">
              {name}
            </th>
            <td>
              {signs.map((sign, j) => (
                <p key={j}>
                  <Said words={signWords(sign, names)} />
                </p>
              ))}
              {byHand ? <p className="muted">{t('book.acceptance.byHand')}</p> : null}
              <Notes at={`${path}.completion.${i}`} />
            </td>
          </tr>
        ))}
      </Table>
      <p className="lead muted">{t('book.acceptance.any')}</p>
      <Facts>
        <Fact label={t('book.acceptance.closed')} at={`${path}.closedReasons`}>
          {point.closedReasons.map((reason) => tCode('book.closedFor', reason)).join(' · ')}
        </Fact>
      </Facts>
    </>
  )
}
