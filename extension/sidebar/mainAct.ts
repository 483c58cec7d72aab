import type { HandoffView } from '../../shared/handoff.ts'

/** The one act that gets the filled button; null: there is nothing to do for the one who looks. */
export type MainAct = 'give' | 'accept' | 'touch' | 'approve' | 'evidence' | null

/** Of all that this person may do, what comes first. */
export const mainActOf = (handoff: HandoffView, me: string | null): MainAct => {
  const { may, mine, state } = handoff
  const can = (act: HandoffView['may'][number]): boolean => may.includes(act)
  if (can('give_context') && isAsked(handoff, me)) return 'give'
  if (mine && can('accept')) return 'accept'
  if (mine && can('touch')) return 'touch'
  if (can('approve')) return 'approve'
  if (can('accept')) return 'accept'
  return can('tell_evidence') && (state === 'touched' || handoff.doNotContact) ? 'evidence' : null
}

/** Whether something is asked of this person; the sender's manager may be asked in the sender's place. */
export const isAsked = ({ asks, state, sentByMe, mine }: HandoffView, me: string | null): boolean =>
  asks.some(({ to }) => to.id === me) || (sentByMe && !mine && (state === 'returned' || asks.length > 0))
