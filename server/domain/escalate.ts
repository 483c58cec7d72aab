import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline, EscalationStep } from '../../shared/point.ts'
import type { Clock, PlannedStep } from './event.ts'
import { addWorking, deadline, openWindows, workingMsBetween } from './workingTime.ts'

/**
 * Computes a clock once, with every instant that will matter: deadline, open windows, steps of the escalation.
 * What is stored is never computed again. `scope` makes step keys unique: the offer's number for an accept clock.
 */
export const startClock = (input: {
  kind: Clock['kind']
  rule: Deadline
  policy: readonly EscalationStep[]
  calendar: Calendar
  startedAt: number
  scope: string
}): Clock => {
  const { kind, rule, policy, calendar, startedAt, scope } = input
  const dueAt = deadline(calendar, rule, startedAt)
  const plan = (id: string, at: number, act: PlannedStep['act'], target: PlannedStep['target']): PlannedStep => ({
    key: `${kind}.${scope}.${id}`,
    at,
    act,
    target,
  })
  return {
    kind,
    startedAt,
    dueAt,
    windows: openWindows(calendar, startedAt, dueAt).map(({ startMs, endMs }) => [startMs, endMs]),
    calendar: calendar.id,
    zone: calendar.zone,
    steps: [
      plan('breach', dueAt, 'breach', 'owner'),
      ...policy
        .filter((step) => step.clock === kind)
        .map((step) => plan(step.id, instantOf(step, calendar, startedAt, dueAt), step.act, step.target)),
    ],
  }
}

/** A share is one of the working window, so that half of «one hour from Friday 16:30» lies on Monday if that is where half is. */
const instantOf = (step: EscalationStep, calendar: Calendar, startedAt: number, dueAt: number): number => {
  if (step.when.kind === 'after_breach') return addWorking(calendar, dueAt, step.when.minutes)
  const windowMin = workingMsBetween(calendar, startedAt, dueAt) / 60_000
  return Math.min(dueAt, addWorking(calendar, startedAt, windowMin * step.when.share))
}
