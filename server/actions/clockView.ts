import type { ClockView } from '../../shared/handoffParts.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { Clock, HandoffEvent } from '../domain/event.ts'

/** A clock as the browser needs it; `told` is whoever heard of its breach. */
export const clockView = (
  clock: Clock,
  events: readonly HandoffEvent[],
  nameOf: (person: string) => PersonRef,
): ClockView => {
  const keys = new Set(clock.steps.map(({ key }) => key))
  const told = events.findLast((event) => event.type === 'alerted' && keys.has(event.key))
  return {
    kind: clock.kind,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    windows: clock.windows.map(([from, to]) => [iso(from), iso(to)]),
    zone: clock.zone,
    ...(told?.type === 'alerted' ? { told: { name: nameOf(told.to).name, at: iso(told.at) } } : {}),
  }
}

/** Epoch milliseconds as ISO 8601 in UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString()
