import type { TierRule } from '../../shared/point.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import type { RouteInputs } from '../domain/route.ts'
import { deadlinesFor } from '../domain/deadlines.ts'
import { openWindows } from '../domain/workingTime.ts'
import type { Person } from '../store/people.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { Desk } from './assign.ts'

/** Whose hours the owner's deadline is counted in: their own, unless the point says the team's or its coverage. */
export const acceptCalendar = ({ point, people }: Desk, owner: string, coverage: string): string => {
  const person = people.get(owner)
  if (point.acceptOn === 'coverage') return coverage
  return (point.acceptOn === 'team' ? person?.teamCalendar : null) ?? person?.calendar ?? coverage
}

/** The deadlines that hold for what is known, and the calendar of the buyer's. Throws where the tier runs no clock. */
export const deadlines = (
  { playbook, point, tier, facts = {} }: Desk,
  nowMs: number,
): { rule: NonNullable<TierRule>; coverage: string } => {
  const { rule, coverage } = deadlinesFor(playbook, point, tier, facts, nowMs)
  if (rule === null) throw new RangeError(`tier «${tier}» of point «${point.id}» runs no clock`)
  return { rule, coverage }
}

/** Whether this tier runs a clock at all, for what is known. */
export const runsClock = ({ playbook, point, tier, facts = {} }: Desk, nowMs: number): boolean =>
  deadlinesFor(playbook, point, tier, facts, nowMs).rule !== null

/** Whether somebody can take a handoff now. */
export const availability = (person: Person, playbook: Playbook, now: number): RouteInputs['people'][string] => {
  const { manager, awayUntil } = person
  const known = { manager, ...(MANAGES.includes(person.role) ? { manages: true } : {}) }
  if (person.left) return { status: 'left', ...known }
  if (awayUntil !== null) return { status: 'away', awayUntil, ...known }
  if (person.paused) return { status: 'paused', ...known }
  const isOpen = openWindows(calendarOf(playbook, person.calendar), now, now + 1).length > 0
  return { status: isOpen ? 'on_duty' : 'off_duty', ...known }
}

const MANAGES: Person['role'][] = ['manager']
