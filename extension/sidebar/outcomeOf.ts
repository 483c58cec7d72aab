import type { HandoffView } from '../../shared/handoff.ts'
import { t, tCode } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { problemText, refusalText } from '../ui/phrases.ts'
import type { HandoffState } from './HandoffCard.tsx'
import type { Press } from './acts.ts'

/** What became of the last press. `said` is to be told; `isOver`: there is nothing left to do for me here. */
export type Outcome = { said: string | null; isOver: boolean; tone: 'plain' | 'soon' | 'late' }

const NOTHING: Outcome = { said: null, isOver: false, tone: 'plain' }

/** Reads the last press against the handoff as it stands: a lost race ends the card, a refusal that leaves it mine does not. */
export const outcomeOf = (handoff: HandoffView, press: Press | null, waiting: HandoffState['waitingAct']): Outcome => {
  if (waiting !== null) return { said: t(`card.queued.${waiting}`), isOver: false, tone: 'soon' }
  const answer = press?.answer ?? null
  if (press === null || answer === null) return NOTHING
  switch (answer.outcome) {
    case 'queued':
      return { said: t(`card.queued.${press.act}`), isOver: false, tone: 'soon' }
    case 'failed': {
      const { title, next } = problemText(answer.problem)
      return { said: `${t('card.failed', { problem: title })} ${next}`, isOver: false, tone: 'late' }
    }
    case 'refused':
      return { said: refusalText(answer), isOver: !staysMine(answer.refusal), tone: staysMine(answer.refusal) ? 'soon' : 'plain' }
    case 'done':
      return press.act === 'decline' ? { said: declinedText(handoff, press.decline.reason), isOver: true, tone: 'plain' } : NOTHING
  }
}

type Refusal = Extract<NonNullable<Press['answer']>, { outcome: 'refused' }>['refusal']

const staysMine = (refusal: Refusal): boolean => refusal === 'nobody_left' || refusal === 'already_accepted'

const declinedText = (handoff: HandoffView, code: string): string => {
  const reason = tCode('reason', code).toLowerCase()
  if (handoff.mine) return t('card.declinedAlone', { reason })
  return t('card.declined', { reason, owner: firstName(handoff.owner.name) })
}
