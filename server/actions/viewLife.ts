import type { HandoffView } from '../../shared/handoff.ts'
import type { ApprovalView, AskView } from '../../shared/handoffParts.ts'
import type { ContextEntry } from '../../shared/context.ts'
import type { PersonRef } from '../../shared/person.ts'
import { questionsOf } from '../domain/context.ts'
import type { HandoffEvent } from '../domain/event.ts'
import type { Handoff } from '../domain/handoff.ts'
import { isMyTurn, mayDo } from '../domain/may.ts'
import type { Person } from '../store/people.ts'
import { personalById } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import { speaksFor } from './approvers.ts'
import type { Desk } from './assign.ts'
import { iso } from './clockView.ts'
import type { Actor } from './environment.ts'
import { isFedByPeople, namedItem, pointView } from './handOffChoices.ts'
import { isColleague, isManagerOf } from './rights.ts'

type Life = Pick<
  HandoffView,
  | 'point'
  | 'firstResponse'
  | 'sender'
  | 'byHand'
  | 'sentByMe'
  | 'may'
  | 'doNotContact'
  | 'asks'
  | 'questions'
  | 'approval'
  | 'evidence'
  | 'closedReasons'
  | 'closed'
  | 'completed'
  | 'colleagues'
  | 'touch'
  | 'bookedFor'
  | 'nextActionDated'
  | 'reasonAsked'
  | 'ownerConflict'
>

type Words = { nameOf: (person: string) => PersonRef; notes: (id: string | null) => string | null }

/** How far it is on its way, and what this person can do about it. */
export const viewLife = async (
  tx: Tx,
  actor: Actor,
  desk: Desk,
  handoff: Handoff,
  events: readonly HandoffEvent[],
  context: readonly ContextEntry[],
): Promise<Life> => {
  const { point, people } = desk
  const nameOf = (person: string): PersonRef => ({ id: person, name: people.get(person)?.name ?? person })
  const bodies = await personalById(
    tx,
    events.flatMap((event) => ('noteId' in event && event.noteId ? [event.noteId] : [])),
  )
  const notes = (id: string | null): string | null => {
    const body = id === null ? undefined : bodies.get(id)
    return body?.kind === 'note' ? body.text : null
  }
  const words = { nameOf, notes }
  const { touched, completed, closed } = handoff
  const seen = new Map(handoff.evidence.map(({ id, at }) => [id, at]))
  const isManager = isManagerOf(people, actor, handoff.offer.owner)
  const colleagues = isManager ? colleaguesOf(desk, handoff) : []
  return {
    point: pointView(point),
    firstResponse: point.firstResponse,
    sender: handoff.sender === null ? null : nameOf(handoff.sender),
    byHand: handoff.byHand,
    sentByMe: handoff.sender === actor.person,
    may: mayDo(handoff, {
      person: actor.person,
      isManager,
      isColleague: isColleague(people, actor.person, handoff),
      canTellEvidence: point.completion.some(({ id, byHand }) => byHand && !seen.has(id)),
      hasOthers: colleagues.length > 0,
      speaksFor: speaksFor(desk, actor, handoff),
    }),
    doNotContact: handoff.doNotContact,
    asks: asksOf(handoff, events, desk, words),
    questions: questionsOf(point.context, context),
    approval: approvalOf(handoff, actor.person, words),
    evidence: point.completion.map(({ id, name, byHand }) => {
      const at = seen.get(id)
      return { id, name, byHand, seenAt: at === undefined ? null : iso(at) }
    }),
    closedReasons: point.closedReasons.filter((reason) => reason !== 'recalled'),
    closed:
      closed === null
        ? null
        : {
            reason: closed.reason,
            by: closed.by === null ? null : nameOf(closed.by),
            at: iso(closed.at),
            until: closed.until === null ? null : iso(closed.until),
            note: notes(closed.noteId),
          },
    completed: completed === null ? null : { name: completed.name, at: iso(completed.at) },
    colleagues,
    touch: touched === null ? null : { ...touched, by: nameOf(touched.by), at: iso(touched.at) },
    bookedFor: handoff.booked === null || touched !== null ? null : iso(handoff.booked.meetingAt),
    nextActionDated: point.nextActionDated,
    reasonAsked: isFedByPeople(point),
    ownerConflict: isToAndFro(events),
  }
}

/**
 * Those who could take it: of the owner's team and the point's pools first, and whoever is away or paused last; nobody who has left,
 * and never the sender.
 */
const colleaguesOf = ({ people, playbook, point }: Desk, { offer, sender }: Handoff): PersonRef[] => {
  const pools = new Set(point.ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : [])))
  const pooled = new Set(
    playbook.pools.flatMap(({ id, members }) => (pools.has(id) ? members.map(({ person }) => person) : [])),
  )
  const team = people.get(offer.owner)?.team ?? null
  const isOut = ({ awayUntil, paused }: Person) => awayUntil !== null || paused
  const isNear = (id: string) => pooled.has(id) || (team !== null && people.get(id)?.team === team)
  return [...people.values()]
    .filter(({ id, left }) => !left && id !== offer.owner && id !== sender)
    .toSorted(
      (a, b) =>
        Number(isOut(a)) - Number(isOut(b)) ||
        Number(isNear(b.id)) - Number(isNear(a.id)) ||
        a.name.localeCompare(b.name, 'en'),
    )
    .map(({ id, name }) => ({ id, name }))
}

const asksOf = (handoff: Handoff, events: readonly HandoffEvent[], desk: Desk, { nameOf, notes }: Words): AskView[] =>
  handoff.asks.map(({ number, by, to, items, at, dueAt }) => {
    const told = events.find(
      (event) => (event.type === 'asked' || event.type === 'returned') && event.number === number,
    )
    const manager = desk.people.get(to)?.manager ?? null
    return {
      by: nameOf(by),
      to: nameOf(to),
      items: items.map((item) => namedItem(desk.point, item)),
      at: iso(at),
      dueAt: dueAt === null ? null : iso(dueAt),
      ...(dueAt === null || manager === null ? {} : { goesTo: nameOf(manager) }),
      note: told !== undefined && 'noteId' in told ? notes(told.noteId ?? null) : null,
    }
  })

const approvalOf = (handoff: Handoff, person: string, { nameOf, notes }: Words): ApprovalView | null => {
  const { approvals, verdicts } = handoff
  if (approvals === null) return null
  return {
    name: approvals.name,
    order: approvals.order,
    steps: approvals.steps.map((step) => {
      const given = verdicts.find((verdict) => verdict.step === step.id)
      return {
        id: step.id,
        name: step.name,
        person: nameOf(step.person),
        verdict: given?.verdict ?? null,
        at: given === undefined ? null : iso(given.at),
        note: given === undefined ? null : notes(given.noteId),
        turn: given === undefined && isMyTurn(handoff, step.person),
        mine: step.person === person,
      }
    }),
  }
}

/** The CRM named one owner, then another, then the first again. */
const isToAndFro = (events: readonly HandoffEvent[]): boolean => {
  const named = events.flatMap((event) =>
    event.type === 'assigned' ? [{ owner: event.offer.owner, inCrm: event.offer.why === 'crm_changed' }] : [],
  )
  const [first, second, third] = named.slice(-3)
  return third !== undefined && third.inCrm && second?.inCrm === true && first?.owner === third.owner
}
