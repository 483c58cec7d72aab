import type { Refusal } from '../../shared/act.ts'
import type { ContextItem } from '../../shared/context.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { ActName } from '../worker/acts.ts'
import type { RefusedAct, SidebarState } from '../worker/contract.ts'
import { t, tCode } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { problemText, refusalText } from '../ui/phrases.ts'
import type { Press } from './acts.ts'

/** What became of the last press. `said` is to be told; `isOver`: there is nothing left to do for me here; `sending`: the act
 *  that is on its way; `isWaiting`: one is kept here; `isKept`: told of an act that was kept while the server did not answer;
 *  `isDone`: the form that it was pressed in has done its part; `stillMissing`: items without which it was refused. */
export type Outcome = {
  said: string | null
  tone: 'plain' | 'soon' | 'late'
  isOver: boolean
  sending: ActName | null
  isWaiting: boolean
  isKept: boolean
  isDone: boolean
  stillMissing: ContextItem[]
}

const NOTHING: Outcome = {
  said: null,
  tone: 'plain',
  isOver: false,
  sending: null,
  isWaiting: false,
  isKept: false,
  isDone: false,
  stillMissing: [],
}

type OnRecord = Extract<SidebarState, { kind: 'handoff' | 'no_handoff' }>

/** Reads the last press against the record as it stands. */
export const outcomeOf = (state: OnRecord, press: Press | null): Outcome => {
  const { waitingAct, refusedAct } = state
  const handoff = state.kind === 'handoff' ? state.handoff : null
  if (waitingAct !== null) return queued(waitingAct)
  // A press that had to wait is over once its refusal is here.
  const isAnswered = press?.answer?.outcome === 'queued' && refusedAct !== undefined
  if (press !== null && !isAnswered) return pressed(handoff, press)
  return refusedAct === undefined ? NOTHING : keptRefused(handoff, refusedAct)
}

const queued = (act: ActName): Outcome => ({
  ...NOTHING,
  said: t('card.queued', { what: t(`kept.${act}`) }),
  tone: 'soon',
  isWaiting: true,
})

const pressed = (handoff: HandoffView | null, press: Press): Outcome => {
  const { act, answer, settled } = press
  if (answer === null) return { ...NOTHING, sending: act }
  const isNewer = settled || (handoff !== null && handoff.version > press.version)
  switch (answer.outcome) {
    case 'queued':
      // Sent since then, when the handoff has moved on and nothing waits any more.
      return isNewer ? NOTHING : queued(act)
    case 'failed':
      return { ...NOTHING, said: failedText(answer.problem), tone: 'late' }
    case 'refused': {
      const isOver = isMine(act) && OVER.has(answer.refusal)
      const tone = isOver ? 'plain' : 'soon'
      return { ...NOTHING, said: refusalText(answer), tone, isOver, stillMissing: answer.items ?? [] }
    }
    case 'done':
      if (press.act === 'decline')
        return { ...NOTHING, said: declinedText(handoff, press.input.reason), isOver: true, isDone: true }
      // Done, but what is shown is from before: it stays «Accepting…» until the next answer is there.
      return isNewer ? { ...NOTHING, isDone: true } : { ...NOTHING, sending: act }
  }
}

const keptRefused = (handoff: HandoffView | null, { act, refusal, problem, ...race }: RefusedAct): Outcome => {
  const why =
    refusal === null ? problemText(problem ?? null).title : refusalText({ outcome: 'refused', refusal, ...race })
  const said = `${t('refusal.kept', { what: t(`kept.${act}`) })} ${why}`
  const isOver = handoff !== null && !handoff.mine && refusal !== null && isMine(act) && OVER.has(refusal)
  return { ...NOTHING, said, tone: 'soon', isOver, isKept: true }
}

/** Somebody else has it, or did it: nothing is left to do here for the one who pressed. */
const OVER: ReadonlySet<Refusal> = new Set<Refusal>(['taken', 'not_owner', 'already_touched', 'not_found'])

/** What owners do: whoever is no longer owner has nothing left to do here. */
const isMine = (act: ActName): boolean => OWNERS.has(act)
const OWNERS: ReadonlySet<ActName> = new Set<ActName>(['accept', 'decline', 'logTouch', 'ask'])

const failedText = (problem: Parameters<typeof problemText>[0]): string => {
  const { title, next } = problemText(problem)
  return `${t('card.failed', { problem: title })} ${next}`
}

const declinedText = (handoff: HandoffView | null, code: string): string => {
  const reason = tCode('reason', code).toLowerCase()
  if (handoff === null || handoff.mine) return t('card.declinedAlone', { reason })
  return t('card.declined', { reason, owner: firstName(handoff.owner.name) })
}
