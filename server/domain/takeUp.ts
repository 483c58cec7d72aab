import type { Calendar } from '../../shared/calendar.ts'
import type { CommandOf } from './command.ts'
import { acceptClockOf, touchClockOf } from './deadlines.ts'
import type { Offer } from './event.ts'
import type { Handoff } from './handoff.ts'
import { opensCycle } from './decideSignals.ts'
import type { Sighted } from './trigger.ts'
import type { Uptake } from './weigh.ts'

type Join = CommandOf<'join'>

/** How a signal joins an open handoff. `at` is now; `offer` is whom a new cycle goes to when its owner cannot take it. */
export const joinOf = (
  handoff: Handoff,
  { point, fired }: Uptake,
  signal: Sighted,
  { at, calendars, offer }: { at: number; calendars: readonly Calendar[]; offer: Offer | null },
): Join => {
  if (fired === null) return touchpointOf(handoff, signal, at)
  const { winner, t0, waits } = fired
  return {
    type: 'join',
    at,
    ...named(signal),
    t0,
    tier: winner.tier,
    touch: touchClockOf(calendars, point, waits, startsCycle(handoff, fired) ? handoff.cycle + 1 : handoff.cycle),
    accept: acceptClockOf(calendars, point, waits, handoff.offer, at),
    trigger: { id: winner.trigger.id, name: winner.trigger.name },
    offer,
  }
}

/** One more touchpoint, which changes nothing else. */
export const touchpointOf = (handoff: Handoff, signal: Sighted, at: number): Join => ({
  type: 'join',
  at,
  ...named(signal),
  t0: signal.at,
  tier: 'low',
  touch: handoff.touch,
  offer: null,
})

/** Whether a buyer begins to wait anew with it. */
export const startsCycle = (handoff: Handoff, { winner, t0 }: NonNullable<Uptake['fired']>): boolean =>
  opensCycle(handoff, { tier: winner.tier, t0 })

const named = ({ id, kind, facts }: Sighted) => ({ signalId: id, kind, source: String(facts['signal.source'] ?? '') })
