import type { TouchChannel, TouchOutcome } from '../../shared/act.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'

/** What can be chosen, in the order shown. Kept here and not read off the schemas, which would bring zod into the sidebar;
 *  a test compares them. */
export const CHANNELS: TouchChannel[] = ['call', 'email', 'meeting', 'message']

/** The outcomes that make sense for a channel; the first is proposed. */
export const OUTCOMES: Record<TouchChannel, TouchOutcome[]> = {
  call: ['spoke_interested', 'spoke_later', 'left_message', 'no_answer', 'booked'],
  email: ['sent', 'booked'],
  meeting: ['spoke_interested', 'spoke_later', 'booked', 'no_answer'],
  message: ['sent', 'booked'],
}

export const DECLINE_REASONS: DeclineReason[] = [
  'wrong_territory',
  'wrong_product',
  'conflict',
  'duplicate',
  'bad_data',
  'no_time',
  'other',
]

/** These spend the turn; the others keep it once a manager confirms them. */
export const SPENDS_TURN: DeclineReason[] = ['no_time', 'other']
