import { t } from '../messages.ts'
import { Field } from '../../ui/Field.tsx'
import type { StepAt } from '../sections.ts'
import { countOf, findingsOfStep } from './findings.ts'
import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import { pointGroups, STEPS } from './steps.ts'

type Props = {
  live: LivePlaybook
  /** The step that is shown, or the one shown last while another section is. */
  place: StepAt
  isShown: boolean
  onPoint: (point: string) => void
}

/** The handoff point, and its eight steps with what was found in each. */
export const PlaybookNav = ({ live, place, isShown, onPoint }: Props) => (
  <nav className="book-nav" aria-label={t('book.nav')}>
    <Field label={t('book.point')}>
      {(wiring) => (
        <select {...wiring} className="input" value={place.point} onChange={({ target }) => onPoint(target.value)}>
          {pointGroups(live.playbook.points).map(({ group, points }) => (
            <optgroup key={group} label={t(`book.group.${group}`)}>
              {points.map((point) => (
                <option key={point.id} value={point.id}>
                  {pointText(live, point)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
    <ol>
      {STEPS.map((step, i) => {
        const count = countOf(findingsOfStep(live, place.point, step))
        return (
          <li key={step}>
            <a href={`#${place.point}/${step}`} aria-current={isShown && step === place.step ? 'page' : undefined}>
              <span>
                <span className="step-number">{i + 1}</span> {t(`book.step.${step}`)}
              </span>
              {count === 0 ? null : (
                <span className="count">
                  {count}
                  <span className="unseen">{t('book.findingWord', { count })}</span>
                </span>
              )}
            </a>
          </li>
        )
      })}
    </ol>
  </nav>
)

/** «AE → Deal desk (2 findings)». */
const pointText = (live: LivePlaybook, { id, name }: LivePlaybook['playbook']['points'][number]): string => {
  const count = countOf(new Set(STEPS.flatMap((step) => findingsOfStep(live, id, step))))
  return count === 0 ? name : t('book.pointFound', { name, count })
}
