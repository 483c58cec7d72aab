import { expect } from 'vitest'
import type { May } from '../../shared/handoff.ts'
import { decide, type Command } from '../../server/domain/decide.ts'
import type { Offer } from '../../server/domain/event.ts'
import type { Handoff } from '../../server/domain/handoff.ts'
import { mayDo } from '../../server/domain/may.ts'
import type { RouteInputs } from '../../server/domain/route.ts'
import { isColleague, isManagerOf } from './moves.ts'

const AT = 2_000_000_000_000

/** Whoever is concerned, and two who are not. */
const concerned = ({ offer, sender, approvals }: Handoff, people: RouteInputs['people']): string[] => [
  ...new Set([
    offer.owner,
    ...[offer.backup, sender, people[offer.owner]?.manager ?? null].filter((person) => person !== null),
    ...(approvals?.steps.map(({ person }) => person) ?? []),
    ...Object.keys(people).slice(0, 2),
    'stranger',
  ]),
]

/** An act with all that a form or the server would add to it. */
const actOf = (act: May, handoff: Handoff, by: string, isManager: boolean, colleague: boolean): Command => {
  const press = { by, at: AT, pressedAt: AT }
  const to = (owner: string): Offer => ({ ...handoff.offer, number: handoff.offer.number + 1, owner, backup: null })
  const evidence = { id: 'told', name: 'Told by hand', byHand: true }
  const reopen = { isManager, isOther: false, key: null, noteId: 'note', offer: null, cycle: null }
  const close = { isManager, reason: 'disqualified', allowed: ['disqualified'], noteId: null, until: null } as const
  const commands: Record<May, Command> = {
    accept: { type: 'accept', ...press, takeOver: to(by) },
    decline: { type: 'decline', ...press, reason: 'no_time', noteId: null, next: to('next') },
    touch: {
      type: 'log_touch',
      ...press,
      channel: 'call',
      outcome: 'no_answer',
      next: { noteId: 'note', at: AT },
      isColleague: colleague,
    },
    ask: { type: 'ask', ...press, items: ['other'], noteId: null, giveBack: false, dueAt: null },
    give_back: { type: 'ask', ...press, items: ['other'], noteId: null, giveBack: true, dueAt: null },
    give_context: { type: 'give_context', at: AT, by, items: ['other'], entryId: 'new', stillMissing: [], offer: null },
    recall: { type: 'recall', at: AT, by, noteId: null },
    reassign: { type: 'reassign', at: AT, by, isManager, offer: to('next'), noteId: null },
    close: { type: 'close', at: AT, by, ...close },
    reopen: { type: 'reopen', at: AT, by, ...reopen },
    approve: { type: 'decide_approval', at: AT, by, approve: true, noteId: null, evidence: null },
    tell_evidence: { type: 'see_evidence', at: AT, by, evidence, ref: null, noteId: 'note' },
  }
  return commands[act]
}

const ACTS = Object.keys({
  accept: 0,
  decline: 0,
  touch: 0,
  ask: 0,
  give_back: 0,
  give_context: 0,
  recall: 0,
  reassign: 0,
  close: 0,
  reopen: 0,
  approve: 0,
  tell_evidence: 0,
} satisfies Record<May, 0>) as May[]

/** Holds for everybody and every act: listed when it would change something, and only then. */
export const mayMatches = (handoff: Handoff, people: RouteInputs['people']): void => {
  for (const person of concerned(handoff, people)) {
    const standing = {
      person,
      isManager: isManagerOf(handoff, people, person),
      isColleague: isColleague(handoff, people, person),
      canTellEvidence: !handoff.evidence.some(({ id }) => id === 'told'),
      hasOthers: true,
    }
    const may = mayDo(handoff, standing)
    for (const act of ACTS) {
      const decision = decide(handoff, actOf(act, handoff, person, standing.isManager, standing.isColleague))
      const isDone = 'events' in decision && decision.events.length > 0
      // Anybody's knowledge is taken, but only those concerned are asked for it.
      if (may.includes(act) || act !== 'give_context')
        expect([person, act, may.includes(act)]).toEqual([person, act, isDone])
    }
  }
}
