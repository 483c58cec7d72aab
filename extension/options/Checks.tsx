import type { SetUpCheck } from '../../shared/connection.ts'
import { t } from './messages.ts'

/** What a live test found, step by step, and what that means for saving. */
export const Checks = ({ checks }: { checks: SetUpCheck[] }) => {
  const isFailed = checks.some(({ state }) => state === 'failed')
  const isGood = checks.every(({ state }) => state === 'ok')
  return (
    <div className="checks" role="status">
      <ul aria-label={t('connections.testTitle')}>
        {checks.map(({ step, state, detail }) => (
          <li key={step} data-state={state}>
            <span className="strong">{t(`connections.step.${step}`)}</span>
            <span className="check-state">{t(`connections.state.${state}`)}</span>
            <span className={state === 'skipped' ? 'muted' : undefined}>{detail}</span>
          </li>
        ))}
      </ul>
      {isFailed ? <p className="muted">{t('connections.testFailed')}</p> : null}
      {isGood ? <p className="muted">{t('connections.testAllGood')}</p> : null}
    </div>
  )
}
