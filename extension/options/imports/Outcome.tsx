import { Button } from '../../ui/Button.tsx'
import { t } from '../messages.ts'
import { useFocusOnMount } from '../../ui/useFocus.ts'
import { Fact, Facts } from '../playbook/Facts.tsx'
import { problemText } from '../../ui/phrases.ts'
import type { WithFile } from './ImportsView.tsx'
import { RefusedTable } from './RefusedTable.tsx'
import { refusedBy } from './rowsOf.ts'

const OUTCOMES = ['opened', 'joined', 'nurtured', 'duplicate', 'ignored'] as const

/** How far a list has come, and what became of its rows. */
export const Outcome = (props: WithFile) => {
  const { phase, progress, rows, file, trouble, onStop, onGoOn, onSave } = props
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const all = rows.ready.length
  const byLine = new Map(file.csv.rows.map((row) => [row.line, row]))
  const refused = [
    ...rows.refused,
    ...progress.rejected.flatMap((answer) => refusedBy(answer, byLine.get(answer.line))),
  ]
  const refusedRows = rows.refused.length + progress.rejected.length
  const isUnderWay = phase === 'sending' || phase === 'stopping'
  return (
    <>
      <div className="panel stack">
        <h3 ref={heading} tabIndex={-1}>
          {t(`imports.phase.${phase}`, { name: file.name })}
        </h3>
        <progress className="progress" max={all} value={progress.sent} aria-label={t('imports.progress')} />
        <p role="status">{t('imports.last', { done: progress.sent, all })}</p>
        {trouble === null ? null : (
          <p className="trouble" role="status">
            {problemText(trouble.problem).title} {t('imports.goesOn')}
          </p>
        )}
        {phase === 'stopped' && trouble === null ? <p className="muted">{t('imports.stoppedText')}</p> : null}
        {phase === 'done' ? null : (
          <div className="buttons">
            {isUnderWay ? (
              <Button busy={phase === 'stopping'} onPress={onStop}>
                {t(phase === 'stopping' ? 'imports.stopping' : 'imports.stop')}
              </Button>
            ) : (
              <Button look="main" onPress={onGoOn}>
                {t('imports.goOn')}
              </Button>
            )}
          </div>
        )}
      </div>
      <Facts>
        {OUTCOMES.map((outcome) => (
          <Fact key={outcome} label={t(`imports.outcome.${outcome}`)}>
            {progress.counts[outcome]}
          </Fact>
        ))}
        <Fact label={t('imports.outcome.rejected')}>{refusedRows}</Fact>
      </Facts>
      {progress.capped === 0 ? null : <p className="muted">{t('imports.capped', { count: progress.capped })}</p>}
      {refused.length === 0 || isUnderWay ? null : <RefusedTable refused={refused} file={file} onSave={onSave} />}
    </>
  )
}
