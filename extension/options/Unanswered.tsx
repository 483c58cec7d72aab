import type { Problem } from '../../shared/problem.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { problemText } from '../ui/phrases.ts'

type Props = { problem: Problem | null; retrying: boolean; onRetry: () => void }

/** In the place of what the server did not tell. */
export const Unanswered = ({ problem, retrying, onRetry }: Props) => {
  const { title, next } = problemText(problem)
  return (
    <div className="panel stack" role="status">
      <div>
        <p className="strong">{title}</p>
        <p className="muted">{next}</p>
      </div>
      <div className="buttons">
        <Button busy={retrying} onPress={onRetry}>
          {t(retrying ? 'act.retrying' : 'act.retry')}
        </Button>
      </div>
    </div>
  )
}
