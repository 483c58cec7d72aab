import { expect, test } from 'vitest'
import { runningClocks, stepsAhead } from '../../server/domain/clocks.ts'
import { type Command, decide } from '../../server/domain/decide.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { fold, type Handoff } from '../../server/domain/handoff.ts'
import { assigned, hourFrom, opened } from '../support/given.ts'

const T0 = Date.UTC(2026, 10, 23, 10)
const minutes = (n: number): number => T0 + n * 60_000

/** Sam sent it; Ana has it since t0, Dana is her backup. */
const given = (...events: HandoffEvent[]): Handoff => {
  const begin = [opened({ at: T0, t0: T0, sender: 'sam' }), assigned({ at: T0, owner: 'ana', backup: 'dana' })]
  const handoff = fold([...begin, ...events])
  if (handoff === null) throw new Error('nothing happened')
  return handoff
}
const eventsOf = (handoff: Handoff, command: Command): HandoffEvent[] => {
  const decision = decide(handoff, command)
  return 'events' in decision ? decision.events : []
}

const asked: HandoffEvent = {
  type: 'asked',
  at: minutes(1),
  by: 'ana',
  to: 'sam',
  items: ['problem'],
  number: 1,
  noteId: null,
  dueAt: minutes(20),
}
const touched = (by: string): HandoffEvent => ({
  type: 'touched',
  at: minutes(5),
  by,
  channel: 'call',
  outcome: 'no_answer',
  next: null,
  selfReported: true,
  pressedAt: minutes(5),
  ...(by === 'ana' ? {} : { asColleague: true }),
})
const cycle = { cycle: 2, t0: minutes(30), touch: hourFrom('touch', minutes(30)) }
const later: HandoffEvent = {
  type: 'closed',
  at: minutes(10),
  by: 'ana',
  reason: 'asked_for_later',
  noteId: null,
  until: minutes(30),
}

test('an ask for which nobody stands behind the sender is passed over once, also when the buyer comes again', () => {
  const skipped: HandoffEvent = { type: 'skipped', at: minutes(20), key: 'ask.1', clock: 'touch' }
  const again: HandoffEvent = {
    type: 'cycle_opened',
    at: minutes(30),
    signalId: 's',
    kind: 'demo',
    tier: 'high',
    ...cycle,
  }
  const handoff = given(asked, touched('dana'), skipped, again)
  expect(handoff.asks).toHaveLength(1)
  expect(stepsAhead(handoff, minutes(31)).map(({ key }) => key)).toEqual([])
})

test('a colleague’s touch stops the buyer’s clock and not the owner’s; the owner’s own stops both', () => {
  expect(runningClocks(given(touched('dana'))).map(({ kind }) => kind)).toEqual(['accept'])
  expect(runningClocks(given(touched('ana')))).toEqual([])
})

test('what was asked for ends with the handoff, and can be asked for again when that goes on', () => {
  const reopened: HandoffEvent = {
    type: 'reopened',
    at: minutes(30),
    by: 'ana',
    noteId: 'note',
    key: null,
    cycle: null,
  }
  const handoff = given(asked, later, reopened)
  expect(handoff.asks).toEqual([])
  const press = { by: 'ana', at: minutes(31), pressedAt: minutes(31) }
  const ask: Command = { type: 'ask', ...press, items: ['problem'], noteId: null, giveBack: false, dueAt: null }
  expect(eventsOf(handoff, ask)).toMatchObject([{ type: 'asked', items: ['problem'], number: 2 }])
})

test('it opens on the day that the buyer named, not before, and what came before the closing is answered', () => {
  const reopen = (at: number): Command => ({
    type: 'reopen',
    at,
    by: null,
    isManager: false,
    isOther: false,
    key: `reopen.${minutes(30)}`,
    noteId: null,
    offer: null,
    cycle,
  })
  const closed = given(later)
  expect(eventsOf(closed, reopen(minutes(29)))).toEqual([])
  const events = eventsOf(closed, reopen(minutes(30)))
  expect(events).toMatchObject([{ type: 'reopened', by: null, cycle: { cycle: 2, t0: minutes(30) } }])
  const signal: Command = {
    type: 'join',
    at: minutes(40),
    signalId: 'late',
    kind: 'demo_request',
    source: 'website',
    tier: 'high',
    t0: minutes(2),
    touch: hourFrom('touch', minutes(2)),
    offer: null,
  }
  expect(eventsOf(given(later, ...events), signal)).toEqual([
    { type: 'joined', at: minutes(40), signalId: 'late', kind: 'demo_request' },
  ])
})

test('one press says yes for all that an approver is asked for, in a series for what comes next', () => {
  const say = (order: 'serial' | 'parallel') => {
    const steps = ['max', 'max', 'ruth', 'max'].map((person, i) => ({ id: `step-${i}`, name: 'Step', person }))
    const handoff = { ...given(), approvals: { route: 'large', name: 'Large', order, steps } }
    const command = { type: 'decide_approval', at: minutes(1), by: 'max', approve: true, noteId: null } as const
    return eventsOf(handoff, { ...command, evidence: null }).flatMap((event) =>
      event.type === 'approved' ? [event.step] : [],
    )
  }
  expect(say('serial')).toEqual(['step-0', 'step-1'])
  expect(say('parallel')).toEqual(['step-0', 'step-1', 'step-3'])
})
