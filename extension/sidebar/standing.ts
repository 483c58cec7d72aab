import type { HandoffView } from '../../shared/handoff.ts'
import { dateText, whenText } from '../ui/instants.ts'
import { t, tCode, tFirst } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { isAsked } from './mainAct.ts'

export type Standing = { text: string; tone: 'plain' | 'safe' }
export type Viewer = { me: string | null; crm: string | null; nowMs: number }

/** How it stands, in sentences, for the one who looks: what became of it, who has what to do. */
export const standingOf = (handoff: HandoffView, viewer: Viewer): Standing[] => {
  if (handoff.closed !== null) return [{ text: closedText(handoff.closed, viewer), tone: 'plain' }]
  if (handoff.completed !== null) {
    const { name, at } = handoff.completed
    return [{ text: t('card.completed', { name: name.toLowerCase(), at: when(at, viewer) }), tone: 'safe' }]
  }
  const said = [noTouch(handoff), booked(handoff), conflict(handoff, viewer), touched(handoff, viewer)]
  const waits = asked(handoff, viewer)
  const rest = handoff.state === 'returned' ? [joined(whose(handoff, viewer), waits)] : [waits, whose(handoff, viewer)]
  return [...said, ...rest].filter((line) => line !== null)
}

const when = (at: string, { nowMs }: Viewer): string => whenText(Date.parse(at), nowMs)
/** One after the other, as one. */
const joined = (one: Standing | null, other: Standing | null): Standing | null =>
  one === null || other === null ? (one ?? other) : { ...one, text: `${one.text} ${other.text}` }

const plain = (text: string): Standing => ({ text, tone: 'plain' })

const closedText = ({ by, at, reason, until, note }: NonNullable<HandoffView['closed']>, viewer: Viewer): string => {
  const params = { by: by === null ? '' : firstName(by.name), at: when(at, viewer), reason: tCode('closed', reason) }
  const isMine = by !== null && by.id === viewer.me
  const key = by === null ? 'card.closed' : isMine ? 'card.closedByYou' : 'card.closedBy'
  const said = reason === 'recalled' && !isMine && by !== null ? t('card.recalled', params) : t(key, params)
  const again = until === null ? [] : [t('card.opensAgain', { at: dateText(Date.parse(until)) })]
  return [said, ...again, ...(note === null ? [] : [t('card.quote', { note })])].join(' ')
}

const noTouch = ({ doNotContact }: HandoffView): Standing | null => (doNotContact ? plain(t('card.noTouch')) : null)

/** A meeting that the buyer booked: nobody waits until then. */
const booked = ({ bookedFor, touch }: HandoffView): Standing | null =>
  bookedFor === null || touch !== null
    ? null
    : { text: t('card.booked', { at: dateText(Date.parse(bookedFor)) }), tone: 'safe' }

const conflict = ({ ownerConflict, owner }: HandoffView, { crm }: Viewer): Standing | null =>
  ownerConflict ? plain(t('card.ownerConflict', { crm: crm ?? t('why.theCrm'), owner: firstName(owner.name) })) : null

/** Who reached out, and how that is known. */
const touched = (handoff: HandoffView, viewer: Viewer): Standing | null => {
  const { touch, state } = handoff
  if (touch === null) return null
  const name = firstName(touch.by.name)
  if (state !== 'touched' && !touch.asColleague)
    return { text: t('card.touchedBefore', { owner: name, at: when(touch.at, viewer) }), tone: 'safe' }
  const channel = handoff.history.findLast(({ kind }) => kind === 'touched')?.detail ?? ''
  const key = `card.touched.${touch.by.id === viewer.me ? 'you' : 'other'}`
  const said = tFirst([`${key}.${channel}`, key], { name, at: when(touch.at, viewer) })
  if (touch.asColleague && handoff.acceptedAt === null) return plain(t('card.proof.colleague', { said }))
  const proof = touch.corroborated ? 'both' : touch.selfReported ? 'self' : 'seen'
  return { text: t(`card.proof.${proof}`, { said, crm: viewer.crm ?? t('why.theCrm') }), tone: 'safe' }
}

/** Until when the sender has time to answer, for everybody but the sender. */
const asked = (handoff: HandoffView, viewer: Viewer): Standing | null => {
  const [ask] = handoff.asks
  if (ask === undefined || isAsked(handoff, viewer.me)) return null
  const name = firstName(ask.to.name)
  if (ask.dueAt !== null) {
    const params = {
      name,
      at: when(ask.dueAt, viewer),
      other: ask.goesTo === undefined ? '' : firstName(ask.goesTo.name),
    }
    return plain(t(ask.goesTo === undefined ? 'card.askUntil' : 'card.askUntilThen', params))
  }
  const told = handoff.history.findLast(({ kind }) => kind === 'ask_escalated')?.to
  return plain(
    told === undefined
      ? t('card.askOpen', { name, at: when(ask.at, viewer) })
      : t('card.askLate', { name, other: firstName(told.name) }),
  )
}

/** Whose it is to go on. */
const whose = (handoff: HandoffView, { me }: Viewer): Standing | null => {
  const { state, mine, may, sender } = handoff
  const owner = firstName(handoff.owner.name)
  if (isAsked(handoff, me)) return null
  if (state === 'returned') {
    const params = { owner, name: sender === null ? t('refusal.someone') : firstName(sender.name) }
    return plain(t(mine ? 'card.returned' : 'card.returnedOther', params))
  }
  if (mine || state === 'touched') return null
  if (may.includes('approve')) return plain(t('card.approve'))
  if (handoff.sentByMe) return plain(t(sentKey(handoff, me), { owner }))
  if (state === 'accepted') return plain(t('card.someoneAccepted', { owner }))
  return plain(t(may.includes('accept') ? 'card.backup' : 'card.someone', { owner }))
}

const sentKey = ({ history, state }: HandoffView, me: string | null) => {
  const last = history.findLast(({ kind }) => ['asked', 'returned', 'context_given'].includes(kind))
  if (last?.kind === 'context_given' && last.by?.id === me) return 'card.backWith'
  return state === 'accepted' ? 'card.sentAccepted' : 'card.sentOffered'
}
