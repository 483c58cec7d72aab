import type { PoolTurns, TurnLine } from '../../shared/turns.ts'
import { inMin } from './views.ts'

const ana = { id: 'ana', name: 'Ana Ruiz' }
const dana = { id: 'dana', name: 'Dana Berg' }
const jonas = { id: 'jonas', name: 'Jonas Weiss' }
const mara = { id: 'p-mara', name: 'Mara Lind' }
const DAY_MIN = 1_440

const line = (
  id: string,
  min: number,
  person: TurnLine['person'],
  turns: number,
  more: Partial<TurnLine> = {},
): TurnLine => ({
  id,
  at: inMin(min),
  person,
  turns,
  reason: 'rotation',
  ...more,
})

/** A pool of three with a line of each kind. */
export const poolTurns = (more: Partial<PoolTurns> = {}): PoolTurns => ({
  pools: [
    { id: 'nordics', name: 'SDRs Nordics' },
    { id: 'west', name: 'SDRs West' },
  ],
  pool: 'nordics',
  tier: 'high',
  seats: [
    { person: dana, weight: 1, turns: 2, lastAt: inMin(-90), obstacle: null },
    { person: ana, weight: 2, turns: 5, lastAt: inMin(-12), obstacle: null },
    { person: jonas, weight: 1, turns: 2, lastAt: inMin(-3 * DAY_MIN), obstacle: 'away' },
  ],
  lines: [
    line('l9', -12, ana, 1),
    line('l8', -90, dana, 1, { reason: 'took_over' }),
    line('l7', -200, ana, 1, { declined: 'wrong_territory', mayGiveBack: true }),
    line('l6', -300, ana, -1, { reason: 'declined', by: mara }),
    line('l5', -DAY_MIN, ana, 2, { reason: 'credit', by: mara, note: 'Covers the fair', until: inMin(6 * DAY_MIN) }),
    line('l4', -DAY_MIN - 60, dana, 1, { reason: 'joined' }),
    line('l3', -3 * DAY_MIN, jonas, 1),
  ],
  earlier: { ana: 2, jonas: 1 },
  mayCredit: true,
  ...more,
})
