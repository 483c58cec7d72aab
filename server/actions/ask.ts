import type { ActAnswer, AskInput } from '../../shared/act.ts'
import { addWorking, workingMsBetween } from '../domain/workingTime.ts'
import { act, noted, type Scene } from './apply.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import type { Actor, Environment } from './environment.ts'

/** Working minutes that a sender has where no window of the buyer's remains. */
const LEAST_MIN = 30

/** The receiver asks the sender for items, or gives the handoff back until they are there. */
export const ask = (env: Environment, actor: Actor, input: AskInput): Promise<ActAnswer> =>
  act(env, actor, 'ask', input, async (scene, keep) => {
    return {
      type: 'ask',
      by: actor.person,
      at: scene.tx.now,
      pressedAt: Date.parse(input.pressedAt),
      items: input.items,
      noteId: noted(keep, input.note),
      giveBack: input.giveBack,
      dueAt: askDueAt(scene),
    }
  })

/** Half of the window that remains until the buyer's deadline, on the calendar of that clock; then the sender's manager is asked. */
const askDueAt = ({ tx, stored: { handoff }, desk }: Scene): number | null => {
  if (handoff.sender === null || desk.people.get(handoff.sender)?.manager === undefined) return null
  const calendar = calendarOf(desk.playbook, handoff.touch.calendar)
  const leftMin = handoff.touched === null ? workingMsBetween(calendar, tx.now, handoff.touch.dueAt) / 60_000 : 0
  return addWorking(calendar, tx.now, Math.max(leftMin / 2, leftMin > 0 ? 1 : LEAST_MIN))
}
