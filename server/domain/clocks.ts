import type { Clock, PlannedStep } from './event.ts'
import { askKey, type Handoff, hasEnded } from './handoff.ts'

/**
 * Clocks that run now, nearest deadline first. Acceptance stops the owner's, only the first touch stops the buyer's; after it nobody
 * waits, so that whoever the CRM names then is asked without a deadline, and nobody takes over from them. A colleague's touch stops
 * the buyer's alone: the owner is still asked.
 */
export const runningClocks = (handoff: Handoff): Clock[] => {
  const { touched } = handoff
  if (hasEnded(handoff) || (touched !== null && !touched.asColleague)) return []
  const clocks = [
    ...(handoff.accepted === null && handoff.returned === null ? [handoff.offer.accept] : []),
    ...(handoff.doNotContact || handoff.booked !== null || touched !== null ? [] : [handoff.touch]),
  ]
  return clocks.toSorted((a, b) => a.dueAt - b.dueAt)
}

/** Steps still ahead, soonest first. A reminder of a deadline that has passed meanwhile has lost its reason and is left out. */
export const stepsAhead = (handoff: Handoff, nowMs: number): PlannedStep[] =>
  [
    ...runningClocks(handoff).flatMap((clock) =>
      clock.steps.filter((step) => step.act !== 'remind' || step.at >= clock.dueAt || clock.dueAt > nowMs),
    ),
    ...stepsBesideClocks(handoff),
  ]
    .filter((step) => !handoff.fired.includes(step.key))
    .toSorted((a, b) => a.at - b.at || ORDER[a.act] - ORDER[b.act] || (a.key < b.key ? -1 : 1))

/** When the engine has to look again; null: nothing runs. */
export const nextDueAt = (handoff: Handoff, nowMs: number): number | null => stepsAhead(handoff, nowMs)[0]?.at ?? null

/** An unanswered ask goes to the sender's manager; what was closed for later opens again. */
const stepsBesideClocks = (handoff: Handoff): PlannedStep[] => {
  const until = handoff.closed?.until ?? null
  if (hasEnded(handoff))
    return until === null ? [] : [{ key: `reopen.${until}`, at: until, act: 'reopen', target: 'owner' }]
  return handoff.asks.flatMap(({ number, dueAt }): PlannedStep[] =>
    dueAt === null ? [] : [{ key: askKey({ number }), at: dueAt, act: 'ask_manager', target: 'sender_manager' }],
  )
}

const ORDER = { remind: 0, breach: 1, alert: 2, ask_manager: 3, hand_to_backup: 4, reopen: 5 }
