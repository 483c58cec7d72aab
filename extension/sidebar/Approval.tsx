import type { HandoffView } from '../../shared/handoff.ts'
import type { ApprovalView } from '../../shared/handoffParts.ts'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'

type Props = { handoff: HandoffView; nowMs: number }

/** Who must say yes, in their order, and whose turn it is. */
export const Approval = ({ handoff: { approval }, nowMs }: Props) => {
  if (approval === null) return null
  const isRejected = approval.steps.some(({ verdict }) => verdict === 'rejected')
  return (
    <section className="approval">
      <h3 className="field-label">
        {approval.name}
        {approval.steps.length > 1 ? `, ${t(`approval.order.${approval.order}`)}` : null}
      </h3>
      <ol className="steps">
        {approval.steps.map((step) => (
          <li key={step.id} className="step" data-turn={step.turn || undefined}>
            <span className="step-name">
              {step.name} · {step.person.name}
            </span>
            <span className="muted">{verdictText(step, isRejected, nowMs)}</span>
            {step.note === null ? null : <span className="step-note">{t('card.quote', { note: step.note })}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Step = ApprovalView['steps'][number]

const verdictText = ({ verdict, at, turn, mine }: Step, isRejected: boolean, nowMs: number): string => {
  if (verdict !== null) return t(`approval.${verdict}`, { at: at === null ? '' : whenText(Date.parse(at), nowMs) })
  if (!turn) return t(isRejected ? 'approval.notNeeded' : 'approval.later')
  return t(mine ? 'approval.turnMine' : 'approval.turn')
}
