import type { ComponentType } from 'react'
import type { HandoffPoint } from '../../../shared/point.ts'
import { t } from '../messages.ts'
import { AcceptanceStep } from './AcceptanceStep.tsx'
import { ContextStep } from './ContextStep.tsx'
import { EscalationStep } from './EscalationStep.tsx'
import { countOf, findingsOfStep, headFindings } from './findings.ts'
import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import { type BookNames, namesOf } from './bookNames.ts'
import { MapStep } from './MapStep.tsx'
import { MeasuresStep } from './MeasuresStep.tsx'
import { Found, NoteList } from './Notes.tsx'
import { OwnerStep } from './OwnerStep.tsx'
import type { SlaActs } from './SlaActs.tsx'
import { SlaStep } from './SlaStep.tsx'
import { STEPS, type Step } from './steps.ts'
import { TriggerStep } from './TriggerStep.tsx'

/** `path`: of the point in the playbook, as findings name it. */
export type StepProps = {
  point: HandoffPoint
  path: string
  names: BookNames
  live: LivePlaybook
  nowMs: number
  /** Null: it is only read. */
  sla: SlaActs | null
}

type PageProps = Pick<StepProps, 'live' | 'point' | 'nowMs' | 'sla'> & { step: Step }

const VIEWS: Record<Step, ComponentType<StepProps>> = {
  map: MapStep,
  trigger: TriggerStep,
  owner: OwnerStep,
  context: ContextStep,
  sla: SlaStep,
  acceptance: AcceptanceStep,
  escalation: EscalationStep,
  measures: MeasuresStep,
}

/** One step of one point, in plain words, with what is wrong or weak in its place. */
export const StepPage = ({ live, point, step, nowMs, sla }: PageProps) => {
  const Shown = VIEWS[step]
  const found = findingsOfStep(live, point.id, step)
  const count = countOf(found)
  const head = headFindings(live, point.id, step)
  const path = `points.${live.playbook.points.indexOf(point)}`
  return (
    <section aria-labelledby="step" className="book">
      <p className="muted eyebrow">{t('book.eyebrow', { point: point.name, step: t(`book.step.${step}`) })}</p>
      <div className="section-head">
        <h2 id="step" tabIndex={-1}>
          {t(`book.title.${step}`)}
        </h2>
        <div className="pills">
          {count === 0 ? null : <span className="pill warn-pill">{t('book.findingCount', { count })}</span>}
          <span className="pill">{t('book.version', { version: live.version })}</span>
        </div>
      </div>
      <p className="lead muted">{t(`book.lead.${step}`)}</p>
      <Found value={found}>
        {head.length === 0 ? null : <NoteList findings={head} />}
        <Shown point={point} path={path} names={namesOf(live)} live={live} nowMs={nowMs} sla={sla} />
      </Found>
      <Around point={point} step={step} />
    </section>
  )
}

/** The step before and the step after. */
const Around = ({ point, step }: { point: HandoffPoint; step: Step }) => {
  const at = STEPS.indexOf(step)
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]]
  return (
    <nav className="around" aria-label={t('book.around')}>
      {before === undefined ? (
        <span />
      ) : (
        <a href={`#${point.id}/${before}`}>{t('book.before', { step: t(`book.step.${before}`) })}</a>
      )}
      {after === undefined ? null : (
        <a href={`#${point.id}/${after}`}>{t('book.after', { step: t(`book.step.${after}`) })}</a>
      )}
    </nav>
  )
}
