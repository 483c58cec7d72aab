import type { CommandOf } from './command.ts'
import type { Clock, HandoffEvent, PlannedStep } from './event.ts'
import { runningClocks, stepsAhead } from './clocks.ts'
import { type Handoff } from './handoff.ts'

/** Breaches that lie in the past but that no sweep has told yet: an act that came late is late, however busy the engine was. */
export const lateFacts = (handoff: Handoff, at: number): HandoffEvent[] =>
  stepsAhead(handoff, at)
    .filter((step) => step.act === 'breach' && step.at <= at)
    .map((step) => ({ type: 'breached', at, key: step.key, clock: clockOf(handoff, step), dueAt: step.at }))

export const ticking = (handoff: Handoff, { at, key, target, next }: CommandOf<'tick'>): HandoffEvent[] => {
  const step = stepsAhead(handoff, at)[0]
  if (step === undefined || step.key !== key || step.at > at || step.act === 'reopen') return []
  const clock = clockOf(handoff, step)
  if (step.act === 'breach') return [{ type: 'breached', at, key, clock, dueAt: step.at }]
  if (step.act === 'hand_to_backup') {
    if (next === null) return [{ type: 'skipped', at, key, clock }]
    return [
      { type: 'expired', at, key, person: handoff.offer.owner },
      { type: 'assigned', at, by: null, offer: next },
    ]
  }
  if (target === null) return [{ type: 'skipped', at, key, clock }]
  if (step.act === 'ask_manager') return [{ type: 'ask_escalated', at, key, to: target }]
  return [{ type: step.act === 'remind' ? 'reminded' : 'alerted', at, key, clock, to: target }]
}

/** Only clocks that run are set anew, and only where that changes something. What was late by then stays late. */
export const recalculating = (handoff: Handoff, command: CommandOf<'recalculate'>): HandoffEvent[] => {
  const { at, by, playbookVersion } = command
  const running = new Map(runningClocks(handoff).map((clock) => [clock.kind, clock.dueAt]))
  const changed = (clock: Clock) => {
    const dueAt = running.get(clock.kind)
    return dueAt !== undefined && dueAt !== clock.dueAt ? clock : null
  }
  const [accept, touch] = [changed(command.accept), changed(command.touch)]
  return accept === null && touch === null
    ? []
    : [...lateFacts(handoff, at), { type: 'recalculated', at, by, playbookVersion, accept, touch }]
}

const clockOf = (handoff: Handoff, step: PlannedStep): Clock['kind'] =>
  runningClocks(handoff).find((clock) => clock.steps.includes(step))?.kind ?? 'touch'
