import { Button } from '../ui/Button.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from './messages.ts'
import { problemText } from '../ui/phrases.ts'
import type { Standing } from './useStanding.ts'

/** Above what is not of now any more: from when it is, and why. */
export const LastKnown = ({ problem, asOfMs, nowMs, retrying, onRetry }: Standing & { nowMs: number }) => (
  <div className="last-known">
    <p role="status" className="warn">
      {problem === null
        ? ''
        : t('options.lastKnown', { at: whenText(asOfMs, nowMs), title: problemText(problem.problem).title })}
    </p>
    {problem === null ? null : (
      <Button busy={retrying} onPress={onRetry}>
        {t(retrying ? 'act.retrying' : 'act.retry')}
      </Button>
    )}
  </div>
)
