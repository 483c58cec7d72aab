import type { HandoffView } from '../../shared/handoff.ts'
import type { PendingWrite } from '../../shared/handoffParts.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { type CrmOwner, personIn } from '../domain/crmOwner.ts'
import { missingItems } from '../domain/context.ts'
import { runningClocks } from '../domain/clocks.ts'
import { displayName } from '../domain/match.ts'
import { nextActionOptions } from '../domain/nextAction.ts'
import { receiptOf, whyOf } from '../domain/receipt.ts'
import { accountById } from '../store/accounts.ts'
import { findConnection } from '../store/connections.ts'
import { findDecision } from '../store/decisions.ts'
import { failingPull, openWrites } from '../store/deliveries.ts'
import { eventsOf, type StoredHandoff } from '../store/handoffs.ts'
import { personalById } from '../store/records.ts'
import { ownerIsWaiting, recordState } from '../store/recordStates.ts'
import type { Tx } from '../store/transaction.ts'
import { deskOf } from './apply.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import type { Desk } from './assign.ts'
import { contextOf } from './context.ts'
import type { Actor, Environment } from './environment.ts'
import { clockView, iso } from './clockView.ts'
import { historyOf } from './history.ts'
import { namedItem } from './handOffChoices.ts'
import { viewLife } from './viewLife.ts'

/** Everything that the sidebar shows of one handoff to this person, read in one transaction. */
export const viewHandoff = async (
  env: Environment,
  tx: Tx,
  actor: Actor,
  stored: StoredHandoff,
): Promise<HandoffView> => {
  const { id, handoff } = stored
  const { offer } = handoff
  const desk = await deskOf(tx, stored)
  const { point, playbook, people } = desk
  const nameOf = (person: string): PersonRef => ({ id: person, name: people.get(person)?.name ?? person })
  const events = await eventsOf(tx, id)
  const decision = await findDecision(tx, offer.decisionId)
  const connection = await findConnection(tx, handoff.record.connection)
  if (decision === null || connection === null) throw new RangeError(`handoff ${id} refers to what does not exist`)
  const account = handoff.account === null ? null : await accountById(tx, handoff.account.id)
  const { context, buyer, askedFor } = await contextOf(tx, stored, desk, connection.name)
  const state = await recordState(tx, handoff.record)
  const isOwnerWaiting = await ownerIsWaiting(tx, handoff.record)
  const ownCalendar = calendarOf(playbook, people.get(actor.person)?.calendar ?? point.coverage)
  return {
    id,
    version: handoff.version,
    ...(await viewLife(tx, actor, desk, handoff, events, context)),
    trigger: handoff.triggerName,
    state: handoff.state,
    tier: handoff.tier,
    cycle: handoff.cycle,
    record: handoff.record,
    recordUrl: env.connect(connection).recordUrl(handoff.record),
    buyer: {
      ...buyer,
      name: displayName(buyer),
      ...(account === null ? {} : { company: account.name, accountStatus: account.status }),
    },
    askedFor,
    why: whyOf(offer, nameOf),
    owner: nameOf(offer.owner),
    backup: offer.backup === null ? null : nameOf(offer.backup),
    crmOwner:
      point.ownsRecord && state.goneAt === null && !isOwnerWaiting
        ? strangerIn(state.owner, people, offer.owner)
        : null,
    recordGone: state.goneAt !== null,
    mine: offer.owner === actor.person,
    acceptedAt: handoff.accepted === null ? null : iso(handoff.accepted.at),
    touchedAt: handoff.touched === null ? null : iso(handoff.touched.at),
    buyerSince: iso(handoff.t0),
    clocks: runningClocks(handoff).map((clock) => clockView(clock, events, nameOf)),
    context,
    missing: missingItems(context),
    next: (await chosenNext(tx, events)) ?? {
      name: point.nextAction.name,
      options: nextActionOptions(ownCalendar, point.nextAction, tx.now).map(iso),
    },
    receipt: receiptOf(decision, offer, nameOf),
    history: await historyOf(tx, id, events, nameOf, (item) => namedItem(point, item)),
    writes: await pendingWrites(tx, stored),
  }
}

/** Whose the CRM says that the record is, when Baton cannot follow: somebody who is not here or has left, or nobody. */
const strangerIn = (crmOwner: CrmOwner | null, people: Desk['people'], owner: string): HandoffView['crmOwner'] => {
  if (crmOwner === null || personIn(people.values(), crmOwner) !== null) return null
  const known = people.get(owner)
  const isTheirs = known !== undefined && crmOwner.emails.includes(known.email.toLowerCase())
  return isTheirs ? null : { name: crmOwner.name ?? crmOwner.emails[0] ?? null }
}

/** What was agreed at the first touch of this cycle; null before it. */
const chosenNext = async (tx: Tx, events: readonly HandoffEvent[]): Promise<HandoffView['next'] | null> => {
  const last = events.findLast((event) => event.type === 'touched' || event.type === 'cycle_opened')
  if (last?.type !== 'touched' || last.next === null) return null
  const note = (await personalById(tx, [last.next.noteId])).get(last.next.noteId)
  return { name: note?.kind === 'note' ? note.text : '', options: [iso(last.next.at)] }
}

/** A write counts as waiting only once it has been tried, or a read before it has been in vain: one on its way is no news. */
const pendingWrites = async (tx: Tx, { id, handoff }: StoredHandoff): Promise<PendingWrite[]> => {
  const held = await failingPull(tx, handoff.record)
  return (await openWrites(tx, id)).flatMap(({ body, state, seq, ...own }): PendingWrite[] => {
    if (body.kind !== 'crm_write') return []
    const { attempts, problem } = own.problem === null && held !== null && seq > held.seq ? held : own
    if (problem === null && state === 'due') return []
    return [{ kind: body.write.kind, attempts, givenUp: state === 'failed', ...(problem === null ? {} : { problem }) }]
  })
}
