import { startClock } from '../domain/escalate.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import { lockHandoff } from '../store/handoffs.ts'
import { openIds } from '../store/handoffLists.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { record } from '../store/workspaces.ts'
import { inWorkspace } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import { type Desk, touchClock } from './assign.ts'
import type { Actor, Environment } from './environment.ts'
import { factsOfHandoff } from './facts.ts'
import { deadlines, runsClock } from './hours.ts'

/**
 * Computes the running deadlines of open handoffs anew, as the live playbook has them, because somebody asked for it: each change is
 * logged with the old and the new deadline. One handoff a transaction, so that nobody's press waits. Answers how many of how many.
 */
export const recalculateClocks = async (
  env: Environment,
  actor: Actor,
  { point }: { point?: string | undefined },
): Promise<{ changed: number; of: number }> => {
  const ids = await inWorkspace(env.database, actor.workspace, 'openIds', (tx) => openIds(tx, point ?? null))
  let changed = 0
  for (const id of ids) if (await recalculate(env, actor, id)) changed += 1
  return { changed, of: ids.length }
}

const recalculate = (env: Environment, actor: Actor, id: string): Promise<boolean> =>
  inWorkspace(env.database, actor.workspace, 'recalculateClocks', async (tx) => {
    const stored = await lockHandoff(tx, id)
    const live = await livePlaybook(tx)
    if (stored === null || live === null) return false
    const { handoff } = stored
    const scene = await sceneOf(env, tx, stored)
    const point = live.playbook.points.find((each) => each.id === handoff.point)
    if (point === undefined || point.tiers[handoff.tier] === null) return false
    const facts = await factsOfHandoff(tx, live.playbook, stored)
    const desk: Desk = { ...scene.desk, playbook: live.playbook, version: live.version, point, facts }
    const before: Desk = { ...scene.desk, facts }
    if (!runsClock(desk, tx.now) || !runsClock(before, tx.now)) return false
    // What the version that they were computed with would say now, and what the live one says: only a difference moves a deadline.
    const { accept: present } = handoff.offer
    const acceptBy = ({ playbook, ...own }: Desk) =>
      startClock({
        kind: 'accept',
        rule: deadlines({ playbook, ...own }, tx.now).rule.accept,
        policy: own.point.escalation,
        calendar: calendarOf(playbook, present.calendar),
        startedAt: present.startedAt,
        scope: String(handoff.offer.number),
      })
    const touchBy = (by: Desk) => touchClock(by, handoff.touch.startedAt, handoff.cycle)
    const newAccept = acceptBy(desk)
    const newTouch = touchBy(desk)
    const accept = newAccept.dueAt === acceptBy(before).dueAt ? present : newAccept
    const touch = newTouch.dueAt === touchBy(before).dueAt ? handoff.touch : newTouch
    const applied = await apply(
      env,
      { tx, stored, desk },
      { type: 'recalculate', at: tx.now, by: actor.person, playbookVersion: live.version, accept, touch },
    )
    if (!Array.isArray(applied) || applied.length === 0) return false
    await record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: 'handoff.recalculate',
      target: id,
      body: {
        acceptBefore: present.dueAt,
        accept: accept.dueAt,
        touchBefore: handoff.touch.dueAt,
        touch: touch.dueAt,
        version: live.version,
      },
    })
    return true
  })
