import type { May } from '../../shared/handoff.ts'

type MenuForm = 'decline' | 'giveBack' | 'ask' | 'give' | 'reassign' | 'close' | 'recall' | 'reopen'

/** A form that is open in place of the card's act. */
export type Doing =
  | { form: MenuForm | 'accept' | 'touch' | 'reject' | 'evidence' }
  /** `point`: the one that is proposed; `byItself`: nobody has opened it. */
  | { form: 'handOff'; point?: string; byItself?: true }

/** The menu «Not right», in its order: what has to be allowed for each. */
export const NOT_RIGHT: [MenuForm, May][] = [
  ['decline', 'decline'],
  ['giveBack', 'give_back'],
  ['ask', 'ask'],
  ['give', 'give_context'],
  ['reassign', 'reassign'],
  ['close', 'close'],
  ['recall', 'recall'],
  ['reopen', 'reopen'],
]
