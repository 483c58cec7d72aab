import type { TierRule } from '../../../shared/point.ts'
import type { Tier } from '../../../shared/terms.ts'
import { t } from '../messages.ts'
import { conditionLines } from '../conditionWords.ts'
import { Lines } from '../Said.tsx'
import { CalendarHours } from './CalendarHours.tsx'
import { deadlineText } from './deadlineWords.ts'
import { Fact, Facts } from './Facts.tsx'
import { calendarsOf } from './findings.ts'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'

const TIERS: Tier[] = ['high', 'medium', 'low']

/** How soon: the deadlines of each intent, those of some, and the hours on which they run. */
export const SlaStep = ({ point, path, names, live: { playbook, version }, nowMs, sla }: StepProps) => {
  const used = calendarsOf(point)
  return (
    <>
      <Notes at={`${path}.tiers`} />
      <TierTable label={t('book.step.sla')} tiers={point.tiers} />
      <Facts>
        <Fact label={t('book.sla.acceptOn')} at={`${path}.acceptOn`}>
          {t(`book.sla.on.${point.acceptOn}`, { calendar: names.calendar(point.coverage) })}
        </Fact>
        <Fact label={t('book.sla.touchOn')} at={`${path}.coverage`}>
          {t('book.sla.coverage', { calendar: names.calendar(point.coverage) })}
        </Fact>
      </Facts>
      {point.tiersWhen.map(({ id, name, when, tiers, coverage }, i) => (
        <section key={id} className="group" aria-labelledby={`some-${id}`}>
          <h3 id={`some-${id}`}>{t('book.sla.some', { name })}</h3>
          <div className="muted-words">
            <Lines lines={conditionLines(when, names)} />
            {coverage === undefined ? null : <p>{t('book.sla.coverage', { calendar: names.calendar(coverage) })}</p>}
          </div>
          <Notes at={`${path}.tiersWhen.${i}`} />
          <TierTable label={name} tiers={tiers} />
        </section>
      ))}
      {point.tiersWhen.length === 0 ? null : <p className="lead muted">{t('book.sla.someFirst')}</p>}
      {playbook.calendars.map((calendar, i) =>
        used.includes(calendar.id) ? (
          <CalendarHours key={calendar.id} calendar={calendar} at={`calendars.${i}`} nowMs={nowMs}>
            {(headingId) => sla?.days(calendar, version, headingId)}
          </CalendarHours>
        ) : null,
      )}
      {sla?.recalculation(point, version)}
    </>
  )
}

/** Only the tiers that are said: for some, those that they leave out stay as they are. */
const TierTable = ({ label, tiers }: { label: string; tiers: Partial<Record<Tier, TierRule | undefined>> }) => (
  <Table label={label} columns={[t('book.sla.tier'), t('book.sla.accept'), t('book.sla.touch')]}>
    {TIERS.flatMap((tier) => {
      const rule = tiers[tier]
      return rule === undefined ? [] : [<TierLine key={tier} tier={tier} rule={rule} />]
    })}
  </Table>
)

const TierLine = ({ tier, rule }: { tier: Tier; rule: TierRule }) => (
  <tr>
    <th scope="row" className="strong">
      {t(`tier.${tier}`)}
    </th>
    {rule === null ? (
      <td colSpan={2} className="muted">
        {t('book.sla.noClock')}
      </td>
    ) : (
      <>
        <td>
          <span className="narrow-label">{t('book.sla.accept')}: </span>
          {deadlineText(rule.accept)}
        </td>
        <td>
          <span className="narrow-label">{t('book.sla.touch')}: </span>
          {deadlineText(rule.touch)}
        </td>
      </>
    )}
  </tr>
)
