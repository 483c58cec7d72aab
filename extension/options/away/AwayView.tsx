import type { Absence, Availability } from '../../../shared/availability.ts'
import { Button } from '../../ui/Button.tsx'
import { useFocusBack } from '../../ui/useFocus.ts'
import { t } from '../messages.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { troubleText } from '../troubleText.ts'
import { Unanswered } from '../Unanswered.tsx'
import type { Standing } from '../useStanding.ts'
import { Wait } from '../Wait.tsx'
import { AwayForm } from './AwayForm.tsx'
import { spanText } from './days.ts'

export type AwayProps = Standing & {
  /** Null while the first answer is awaited. */
  mine: Availability | null
  nowMs: number
  isAdding: boolean
  /** `add`, `pause`, or the beginning of the span that is taken away. */
  busy: string | null
  trouble: ServerTrouble
  onOpen: (isOpen: boolean) => void
  onAdd: (span: Absence) => void
  onEnd: (from: string) => void
  onPause: (paused: boolean) => void
}

/** When I am away, and whether I take handoffs by turn. */
export const AwayView = (props: AwayProps) => {
  const { mine, problem, retrying, onRetry } = props
  return (
    <section aria-labelledby="away">
      <h2 id="away">{t('away.title')}</h2>
      <p className="lead muted">{t('away.lead')}</p>
      {mine !== null ? (
        <Shown {...props} mine={mine} />
      ) : problem === null ? (
        <div className="panel">
          <Wait />
        </div>
      ) : (
        <Unanswered {...problem} retrying={retrying} onRetry={onRetry} />
      )}
    </section>
  )
}

const Shown = (props: AwayProps & { mine: Availability }) => {
  const { mine, isAdding, busy, trouble, onOpen, onEnd, onPause } = props
  const addButton = useFocusBack<HTMLButtonElement>(isAdding)
  return (
    <div className="panel stack">
      {mine.absences.length === 0 ? (
        <p className="muted">{t('away.none')}</p>
      ) : (
        <ul className="stack" aria-label={t('away.list')}>
          {mine.absences.map(({ from, until }) => (
            <li key={from} className="away-day">
              <span>{spanText({ from, until }, props.nowMs)}</span>
              <Button busy={busy === from} onPress={() => onEnd(from)}>
                {t('away.remove')}
                <span className="unseen"> {spanText({ from, until }, props.nowMs)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {mine.paused ? <p className="warn">{t('away.paused')}</p> : null}
      {isAdding ? <AwayForm {...props} /> : null}
      {trouble === null || isAdding ? null : (
        <p className="trouble" role="status">
          {troubleText(trouble.problem)}
        </p>
      )}
      {isAdding ? null : (
        <div className="buttons">
          <Button ref={addButton} onPress={() => onOpen(true)}>
            {t('away.add')}
          </Button>
          <Button look="quiet" busy={busy === 'pause'} onPress={() => onPause(!mine.paused)}>
            {t(mine.paused ? 'away.resume' : 'away.pause')}
          </Button>
        </div>
      )}
    </div>
  )
}
