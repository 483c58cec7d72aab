import type { HandoffView, Refusal } from '../../shared/handoff.ts'
import type { RefusedAct } from '../worker/contract.ts'
import { t, tCode } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { problemText, refusalText } from '../ui/phrases.ts'
import type { HandoffState } from './HandoffCard.tsx'
import type { Press } from './acts.ts'

/** What became of the last press. `said` is to be told; `isOver`: there is nothing left to do for me here; `sending`: the act
 *  that is on its way; `isKept`: told of an act that was kept while the server did not answer. */
export type Outcome = {
  said: string | null
  tone: 'plain' | 'soon' | 'late'
  isOver: boolean
  sending: Press['act'] | null
  isKept: boolean
}

const NOTHING: Outcome = { said: null, tone: 'plain', isOver: false, sending: null, isKept: false }

/** Reads the last press against the handoff as it stands. */
export const outcomeOf = ({ handoff, waitingAct, refusedAct }: HandoffState, press: Press | null): Outcome => {
  if (waitingAct !== null) return { ...NOTHING, said: t(`card.queued.${waitingAct}`), tone: 'soon' }
  // A press that had to wait is over once its refusal is here.
  const isAnswered = press?.answer?.outcome === 'queued' && refusedAct !== undefined
  if (press !== null && !isAnswered) return pressed(handoff, press)
  return refusedAct === undefined ? NOTHING : keptRefused(handoff, refusedAct)
}

const pressed = (handoff: HandoffView, press: Press): Outcome => {
  const { act, answer } = press
  if (answer === null) return { ...NOTHING, sending: act }
  switch (answer.outcome) {
    case 'queued':
      // Sent since then, when the handoff has moved on and nothing waits any more.
      return handoff.version > press.version ? NOTHING : { ...NOTHING, said: t(`card.queued.${act}`), tone: 'soon' }
    case 'failed':
      return { ...NOTHING, said: failedText(answer.problem), tone: 'late' }
    case 'refused': {
      const isOver = !staysMine(answer.refusal)
      return { ...NOTHING, said: refusalText(answer), tone: isOver ? 'plain' : 'soon', isOver }
    }
    case 'done':
      if (press.act === 'decline')
        return { ...NOTHING, said: declinedText(handoff, press.decline.reason), isOver: true }
      // Done, but what is shown is from before: it stays «Accepting…» until the next answer is there.
      return handoff.version <= press.version ? { ...NOTHING, sending: act } : NOTHING
  }
}

const keptRefused = (handoff: HandoffView, { kind, refusal, problem, ...race }: RefusedAct): Outcome => {
  const why =
    refusal === null ? problemText(problem ?? null).title : refusalText({ outcome: 'refused', refusal, ...race })
  const said = `${t(`refusal.kept.${kind}`)} ${why}`
  const isOver = !handoff.mine && refusal !== null && !staysMine(refusal)
  return { ...NOTHING, said, tone: 'soon', isOver, isKept: true }
}

const staysMine = (refusal: Refusal): boolean => refusal === 'nobody_left' || refusal === 'already_accepted'

const failedText = (problem: Parameters<typeof problemText>[0]): string => {
  const { title, next } = problemText(problem)
  return `${t('card.failed', { problem: title })} ${next}`
}

const declinedText = (handoff: HandoffView, code: string): string => {
  const reason = tCode('reason', code).toLowerCase()
  if (handoff.mine) return t('card.declinedAlone', { reason })
  return t('card.declined', { reason, owner: firstName(handoff.owner.name) })
}
