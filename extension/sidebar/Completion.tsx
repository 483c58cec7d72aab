import type { HandoffView } from '../../shared/handoff.ts'
import { dateText, whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'

type Props = { handoff: HandoffView; nowMs: number }

/** After the first response: what comes next, and what completes it. */
export const Completion = ({ handoff: { state, doNotContact, evidence, next }, nowMs }: Props) => {
  if (state !== 'touched' && !(state === 'accepted' && doNotContact)) return null
  const proofs = evidence.map(({ name, seenAt }) =>
    seenAt === null
      ? name.toLowerCase()
      : t('card.evidenceSeen', { name: name.toLowerCase(), at: whenText(Date.parse(seenAt), nowMs) }),
  )
  // What was agreed has one date; a proposal has several.
  const agreed = state === 'touched' && next.options.length === 1 ? next.options[0] : undefined
  return (
    <dl className="glance">
      {agreed === undefined ? null : (
        <div>
          <dt>{t('card.next')}</dt>{' '}
          <dd>
            – {next.name}, {dateText(Date.parse(agreed))}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('card.evidence')}</dt> <dd>– {proofs.join(t('card.evidenceOr'))}</dd>
      </div>
    </dl>
  )
}
