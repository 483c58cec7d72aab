import type { Refusal } from '../../shared/act.ts'
import type { Command, CommandOf } from '../../server/domain/command.ts'
import type { HandoffEvent, Offer } from '../../server/domain/event.ts'
import { type Life, offered } from './lifeOf.ts'

/** What a command makes of a life, or why it is refused. Of a tick it believes what fired: `ticked`. */
export const live = (life: Life | null, command: Command, ticked: readonly HandoffEvent[]): Life | Refusal => {
  if (command.type === 'open') return life ?? born(command)
  if (life === null) return 'not_found'
  const after = lived(life, command, ticked)
  if (typeof after === 'string' || after.end !== null) return after
  const isComplete = after.accepted !== null && after.touch !== null && after.proofs.length > 0
  return isComplete ? { ...after, end: { how: 'completed', by: null, at: command.at, until: null }, asks: [] } : after
}

const born = (c: CommandOf<'open'>): Life => ({
  ...offered(c.offer),
  refused: [],
  sender: c.sender ?? null,
  byHand: c.byHand ?? false,
  untouchable: c.doNotContact ?? false,
  tier: c.tier,
  t0: c.t0,
  cycle: 1,
  touchDue: c.touch.dueAt,
  answered: null,
  touch: null,
  booked: false,
  signals: [c.signalId],
  entries: [],
  asks: [],
  plan: c.approvals ?? null,
  said: [],
  proofs: [],
  end: null,
})

/** It is with its owner again. */
const back = (life: Life): Life => ({ ...life, asks: life.asks.filter(({ isReturn }) => !isReturn) })
const given = (life: Life, offer: Offer | null): Life => (offer === null ? life : { ...back(life), ...offered(offer) })
const taken = (life: Life, by: string): Life => ({ ...back(life), accepted: by })
const ended = (life: Life, how: string, by: string | null, at: number, until: number | null = null): Life => ({
  ...life,
  end: { how, by, at, until },
  asks: [],
})
const unasked = (life: Life, items: string[]): Life => ({
  ...life,
  asks: life.asks.map((ask) => ({ ...ask, items: ask.items.filter((item) => !items.includes(item)) })),
})
const tidy = (life: Life): Life => ({ ...life, asks: life.asks.filter((ask) => ask.isReturn || ask.items.length > 0) })
const newWait = (life: Life): Life => {
  const ends = [life.touch?.at ?? 0, life.end?.at ?? 0, life.answered ?? 0]
  return { ...life, cycle: life.cycle + 1, touch: null, booked: false, answered: Math.max(...ends) || null }
}
const others = (life: Life): Refusal => (life.accepted === null ? 'not_owner' : 'taken')

const lived = (life: Life, c: Exclude<Command, { type: 'open' }>, ticked: readonly HandoffEvent[]): Life | Refusal => {
  const isOver = life.end !== null
  const isReturned = life.asks.some(({ isReturn }) => isReturn)
  const isOwner = 'by' in c && c.by === life.owner
  switch (c.type) {
    case 'accept':
      if (life.accepted !== null) return life.accepted === c.by ? life : 'taken'
      if (isOver) return 'ended'
      if (!isOwner && (life.backup !== c.by || c.takeOver === null)) return 'not_owner'
      if (c.missing?.length && c.reasonAsked && !c.noteId) return 'needs_reason'
      return taken(isOwner ? life : given(life, c.takeOver), c.by)
    case 'crm_accept':
      return isOver || life.accepted !== null || !isOwner || isReturned ? life : taken(life, c.by)
    case 'decline':
      if (!isOwner && life.refused.includes(c.by)) return life
      if (life.accepted !== null) return life.accepted === c.by ? 'already_accepted' : 'taken'
      if (isOver) return 'ended'
      if (!isOwner) return 'not_owner'
      if (isReturned) return 'with_sender'
      return c.next === null ? 'nobody_left' : given({ ...life, refused: [...life.refused, c.by] }, c.next)
    case 'reassign':
      if (isOver) return 'ended'
      if (!c.isManager) return 'not_manager'
      if (c.offer === null || c.offer.owner === life.sender) return 'nobody_left'
      return c.offer.owner === life.owner ? life : given(life, c.offer)
    case 'follow_owner':
      return isOver || c.offer.owner === life.owner ? life : given(life, c.offer)
    case 'log_touch': {
      if (life.touch !== null) return life.touch.by === c.by ? life : 'already_touched'
      if (isOver) return 'ended'
      if (life.untouchable) return 'do_not_contact'
      if (!isOwner && !c.isColleague) return others(life)
      if (c.needsNext && isOwner) return 'needs_next_action'
      const touch = { by: c.by, at: c.at, byHand: true, proved: false, colleague: !isOwner }
      return { ...(isOwner && life.accepted === null ? taken(life, c.by) : life), touch }
    }
    case 'see_touch': {
      if (c.pressedAt < life.t0) return life
      const { touch } = life
      const accepts = !isOver && isOwner && life.accepted === null
      if (touch === null) {
        if (isOver || !(isOwner || c.isColleague)) return life
        const seen = { by: c.by, at: c.at, byHand: false, proved: false, colleague: !isOwner }
        return { ...(accepts ? taken(life, c.by) : life), touch: seen }
      }
      const proved = { ...touch, proved: touch.proved || (touch.byHand && touch.by === c.by) }
      const isOwn = accepts && touch.colleague && c.pressedAt >= life.offeredAt
      return { ...(isOwn ? taken(life, c.by) : life), touch: proved }
    }
    case 'buyer_booked':
      return isOver || life.touch !== null || c.bookedAt < life.t0 ? life : { ...life, booked: true }
    case 'booking_cancelled':
      return isOver || life.touch !== null ? life : { ...life, booked: false }
    case 'ask': {
      if (isOver) return 'ended'
      if (!isOwner) return others(life)
      if (life.sender === null || life.sender === c.by) return 'no_sender'
      if (c.giveBack) {
        if (isReturned) return life
        if (life.accepted !== null) return 'already_accepted'
        const left = tidy(unasked(life, c.items))
        return { ...left, asks: [...left.asks, { items: c.items, due: c.dueAt, isReturn: true }] }
      }
      if (isReturned) return 'with_sender'
      const items = c.items.filter((item) => !life.asks.some((ask) => ask.items.includes(item)))
      return items.length === 0 ? life : { ...life, asks: [...life.asks, { items, due: c.dueAt, isReturn: false }] }
    }
    case 'give_context': {
      if (isOver) return 'ended'
      if (life.entries.includes(c.entryId)) return life
      const after = tidy(unasked({ ...life, entries: [...life.entries, c.entryId] }, c.items))
      return isReturned && c.stillMissing.length === 0 ? given(after, c.offer) : after
    }
    case 'recall':
      if (life.end?.how === 'recalled' && life.end.by === c.by) return life
      if (isOver) return 'ended'
      if (life.sender !== c.by || !life.byHand) return 'not_sender'
      return life.accepted !== null || life.touch !== null ? 'already_taken_up' : ended(life, 'recalled', c.by, c.at)
    case 'close': {
      if (life.end?.how === c.reason && life.end.by === c.by) return life
      if (isOver) return 'ended'
      if (!isOwner && !c.isManager) return 'not_owner'
      if (c.reason === 'recalled' || !c.allowed.includes(c.reason)) return 'not_a_reason_here'
      if (c.reason === 'other' && c.noteId === null) return 'needs_reason'
      const isLater = c.reason === 'asked_for_later'
      if (isLater && (c.until === null || c.until <= c.at)) return 'needs_date'
      return ended(life, c.reason, c.by, c.at, isLater ? c.until : null)
    }
    case 'reopen': {
      if (life.end === null) return c.by === null ? life : 'not_ended'
      const { until } = life.end
      if (c.by === null && (until === null || c.at < until || c.key !== `reopen.${until}`)) return life
      if (c.by !== null && !c.isManager && !isOwner && c.by !== life.sender) return 'not_owner'
      if (c.isOther) return 'already_open'
      if (c.by !== null && c.noteId === null) return 'needs_reason'
      const { cycle } = c
      const waits = cycle === null ? life : { ...newWait(life), t0: cycle.t0, touchDue: cycle.touch.dueAt }
      return given({ ...waits, end: null, proofs: [], said: [] }, c.offer)
    }
    case 'decide_approval':
      return approved(life, c)
    case 'see_evidence':
      if (life.proofs.includes(c.evidence.id)) return life
      if (isOver) return c.by === null ? life : 'ended'
      if (c.by !== null && !c.evidence.byHand) return 'not_by_hand'
      if (c.by !== null && life.untouchable) return 'do_not_contact'
      if (c.by !== null && !isOwner) return 'not_owner'
      if (c.by !== null && c.noteId === null) return 'needs_reason'
      return { ...life, proofs: [...life.proofs, c.evidence.id] }
    case 'recalculate': {
      const isAsked = !isOver && life.accepted === null && !isReturned && (life.touch === null || life.touch.colleague)
      const waits = !isOver && life.touch === null && !life.untouchable && !life.booked
      const acceptDue = isAsked ? c.accept.dueAt : life.acceptDue
      return { ...life, acceptDue, touchDue: waits ? c.touch.dueAt : life.touchDue }
    }
    case 'join': {
      if (isOver || life.signals.includes(c.signalId)) return life
      const after = { ...life, signals: [...life.signals, c.signalId] }
      const { tier, t0 } = c
      if (tier === 'low' || t0 <= (life.touch?.at ?? life.answered ?? -Infinity)) return after
      if (life.touch !== null)
        return tier === 'high' ? given({ ...newWait(after), tier, t0, touchDue: c.touch.dueAt }, c.offer) : after
      return {
        ...after,
        t0: Math.min(life.t0, t0),
        tier: tier === 'high' || life.tier === 'low' ? tier : life.tier,
        touchDue: Math.min(life.touchDue, c.touch.dueAt),
        acceptDue: life.accepted === null ? Math.min(life.acceptDue, c.accept?.dueAt ?? Infinity) : life.acceptDue,
      }
    }
    case 'tick': {
      if (ticked.some(({ type }) => type === 'expired'))
        return given({ ...life, refused: [...life.refused, life.owner] }, c.next)
      const escalated = ticked.find((event) => event.type === 'ask_escalated')
      const soonest = Math.min(...life.asks.map(({ due }) => due ?? Infinity))
      const which = life.asks.findIndex(({ due }) => due === soonest)
      return escalated === undefined
        ? life
        : { ...life, asks: life.asks.map((ask, i) => (i === which ? { ...ask, due: null } : ask)) }
    }
  }
}

const approved = (life: Life, c: CommandOf<'decide_approval'>): Life | Refusal => {
  const steps = life.plan?.steps ?? []
  if (!steps.some(({ person }) => person === c.by)) return 'not_approver'
  const open = steps.filter(({ id }) => !life.said.some(({ step }) => step === id))
  const mine = open.filter(({ person }) => person === c.by)
  const own = life.said.filter(({ by }) => by === c.by)
  if (mine.length === 0) return own.at(-1)?.yes === c.approve ? life : 'already_decided'
  const no = life.said.find(({ yes }) => !yes)
  if (no !== undefined) return no.by === c.by && !c.approve ? life : 'already_decided'
  if (life.end !== null) return 'ended'
  const isSerial = life.plan?.order === 'serial'
  if (isSerial && open[0]?.person !== c.by) return 'not_your_turn'
  if (!c.approve && c.noteId === null) return 'needs_reason'
  const said = [...life.said]
  for (const { id, person } of open) {
    if (isSerial && person !== c.by) break
    if (person === c.by) said.push({ step: id, by: c.by, yes: c.approve })
    if (person === c.by && !c.approve) break
  }
  const proof = !c.approve || said.length === steps.length ? c.evidence?.id : undefined
  const proofs = proof === undefined || life.proofs.includes(proof) ? life.proofs : [...life.proofs, proof]
  return { ...life, said, proofs }
}
