import type { Press } from '../../extension/sidebar/acts.ts'
import type { Pressed } from '../../extension/worker/acts.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'

/** A press on a handoff of version 3, on its way; what came of it can be named. */
export const pressOf = (
  pressed: Pressed,
  more: Partial<Pick<Press, 'answer' | 'settled' | 'version'>> = {},
): Press => ({
  ...pressed,
  number: 1,
  version: 3,
  answer: null,
  settled: false,
  ...more,
})

/** «Accept» on Maria's handoff. */
export const acceptPress = (answer: Press['answer'] = null): Press =>
  pressOf({ act: 'accept', input: { handoffId: 'h-maria' } }, { answer })

export const declinePress = (reason: DeclineReason, answer: Press['answer']): Press =>
  pressOf({ act: 'decline', input: { handoffId: 'h-maria', reason } }, { answer })
