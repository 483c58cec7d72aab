import type { ReactNode } from 'react'
import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import { t } from '../messages.ts'
import { useFocusBack } from '../../ui/useFocus.ts'
import { LastKnown } from '../LastKnown.tsx'
import type { StepAt } from '../sections.ts'
import { Unanswered } from '../Unanswered.tsx'
import type { Standing } from '../useStanding.ts'
import { Wait } from '../Wait.tsx'
import { Overview } from './Overview.tsx'
import type { SlaActs } from './SlaActs.tsx'
import { StepPage } from './StepPage.tsx'

export type PlaybookProps = Standing & {
  /** Null while the first answer is awaited. */
  live: LivePlaybook | null
  nowMs: number
  /** Null: all of it at a glance. */
  at: StepAt | null
  /** Its file, for those who may take and change it. */
  file: ReactNode
  /** What they may do in the SLA step; null for those who only read. */
  sla: SlaActs | null
}

/** The playbook, readable: all of its points, or one step of one of them. */
export const PlaybookView = (props: PlaybookProps) => {
  const { live, at, nowMs, file, sla } = props
  const point = live?.playbook.points.find(({ id }) => id === at?.point)
  if (live !== null && at !== null && point !== undefined) {
    return (
      <>
        <Stale {...props} />
        <StepPage key={`${at.point}/${at.step}`} live={live} point={point} step={at.step} nowMs={nowMs} sla={sla} />
      </>
    )
  }
  return (
    <section aria-labelledby="playbook" className="book">
      <Heading {...props} />
      {live === null ? (
        <Missing {...props} />
      ) : (
        <>
          <Stale {...props} />
          {at === null ? (
            <Overview live={live} nowMs={nowMs}>
              {file}
            </Overview>
          ) : (
            <div className="panel">
              <p>{t('book.noPoint', { point: at.point })}</p>
              <p className="muted">{t('book.noPointNext')}</p>
              <p>
                <a href="#playbook">{t('book.allPoints')}</a>
              </p>
            </div>
          )}
        </>
      )}
    </section>
  )
}

const Heading = ({ retrying }: PlaybookProps) => {
  const heading = useFocusBack<HTMLHeadingElement>(retrying)
  return (
    <div className="section-head">
      <h2 ref={heading} id="playbook" tabIndex={-1}>
        {t('book.title')}
      </h2>
    </div>
  )
}

/** Said only when it is not of now. */
const Stale = (props: PlaybookProps) => (props.problem === null ? null : <LastKnown {...props} />)

const Missing = ({ problem, retrying, onRetry, file }: PlaybookProps) => {
  if (problem === null) {
    return (
      <div className="panel">
        <Wait />
      </div>
    )
  }
  if (problem.problem?.type.endsWith(':not-found') !== true) {
    return <Unanswered {...problem} retrying={retrying} onRetry={onRetry} />
  }
  return (
    <>
      <div className="panel made">
        <p>{t('book.empty')}</p>
        <p className="muted">{t(file === null ? 'book.emptyRead' : 'book.emptyNext')}</p>
      </div>
      {file}
    </>
  )
}
