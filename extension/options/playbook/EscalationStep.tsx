import { t, tCode } from '../messages.ts'
import { inTimeOrder, whenFires } from './deadlineWords.ts'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'

/** What happens while nobody acts: a line in time for each clock. */
export const EscalationStep = ({ point, path }: StepProps) => {
  const steps = point.escalation.map((step, i) => ({ ...step, i }))
  if (steps.length === 0) return <p className="panel muted">{t('book.escalation.none')}</p>
  return (
    <>
      {(['accept', 'touch'] as const).map((clock) => {
        const line = inTimeOrder(steps.filter((step) => step.clock === clock))
        return (
          <section key={clock} className="group" aria-labelledby={`clock-${clock}`}>
            <h3 id={`clock-${clock}`}>{t(`book.escalation.${clock}`)}</h3>
            {line.length === 0 ? (
              <p className="panel muted">{t('book.escalation.noneHere')}</p>
            ) : (
              <ol className="panel timeline">
                {line.map(({ i, id, act, target, when }) => (
                  <li key={id} data-act={act}>
                    <span className="muted">{whenFires(when)}</span>
                    <span className="strong">
                      {t('book.escalation.step', {
                        act: tCode('book.act', act),
                        target: act === 'hand_to_backup' ? '' : tCode('book.target', target),
                      }).trim()}
                    </span>
                    <Notes at={`${path}.escalation.${i}`} />
                  </li>
                ))}
              </ol>
            )}
          </section>
        )
      })}
      <p className="lead muted">{t('book.escalation.once')}</p>
    </>
  )
}
