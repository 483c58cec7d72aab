import type { Receipt as ReceiptView } from '../../shared/receipt.ts'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { levelText } from '../ui/phrases.ts'

type Props = { receipt: ReceiptView; nowMs: number }

/** How the decision came about: the account, every step of the ladder, who was considered and what spoke against them. */
export const Receipt = ({ receipt: { match, steps, backup, decidedAt, playbookVersion }, nowMs }: Props) => (
  <div className="receipt">
    <p>
      {match === null
        ? t('receipt.noMatch')
        : t('receipt.match', {
            account: match.account,
            evidence: t(`evidence.${match.evidence}`, { value: match.value }),
          })}
    </p>
    <ol className="steps">
      {steps.map(({ id, name, reason, candidates }, index) => (
        <li key={id} data-won={reason === 'won' || undefined}>
          <div className="step">
            <span className="step-name">
              {index + 1} {name}
            </span>
            <span className="muted">{t(`step.${reason}`)}</span>
          </div>
          {candidates.map(({ person, reason: why, turns, weight }) => (
            <div key={person.id} className="candidate" data-chosen={why === 'chosen' || undefined}>
              <span>{person.name}</span>
              <span className="muted">
                {t(`candidate.${why}`)}
                {turns === undefined || weight === undefined
                  ? null
                  : ` · ${t('receipt.level', { level: levelText(turns, weight) })}`}
              </span>
            </div>
          ))}
        </li>
      ))}
    </ol>
    {backup === null ? null : <p>{t('receipt.backup', { name: backup.name })}</p>}
    <p className="fact-from">
      {t('receipt.decided', { at: whenText(Date.parse(decidedAt), nowMs), version: playbookVersion })}
    </p>
  </div>
)
