import type { Sent, SentRow } from '../../shared/queue.ts'
import { sentWeeks } from '../domain/sentWeeks.ts'
import { sentBy, sentEvents } from '../store/handoffLists.ts'
import { eventsOf, type StoredHandoff } from '../store/handoffs.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import { iso } from './clockView.ts'
import type { Actor, Environment } from './environment.ts'
import { rowsOf } from './viewQueue.ts'

const ROWS_MAX = 50
const WEEKS_MS = 8 * 7 * 86_400_000

/** What became of what the caller sent, what waits for them first; and how good what their team sends is, week by week. */
export const viewSent = (env: Environment, actor: Actor): Promise<Sent> =>
  inWorkspace(env.database, actor.workspace, 'viewSent', async (tx) => {
    const people = await allPeople(tx)
    const live = await livePlaybook(tx)
    const sent = await sentBy(tx, actor.person, ROWS_MAX)
    const shown = new Map((await rowsOf(env, tx, people, sent)).map((row) => [row.id, row]))
    const rows: SentRow[] = []
    for (const { id, handoff } of sent) {
      const row = shown.get(id)
      if (row === undefined) continue
      const events = await eventsOf(tx, id)
      const { trigger: _, clock: __, ...own } = row
      rows.push({
        ...own,
        point: live?.playbook.points.find((point) => point.id === handoff.point)?.name ?? handoff.point,
        sentAt: iso(events[0]?.at ?? handoff.t0),
        since: iso(events.at(-1)?.at ?? handoff.t0),
        waits: isWaiting(handoff, actor.person),
      })
    }
    const own = people.get(actor.person)
    const team = [...people.values()].filter(
      ({ id, team: each }) => id === actor.person || (each !== null && each === own?.team),
    )
    const zone = live === null ? 'UTC' : calendarOf(live.playbook, own?.calendar ?? '').zone
    const told = await sentEvents(
      tx,
      team.map(({ id }) => id),
      tx.now - WEEKS_MS,
    )
    const names = itemNames(live?.playbook.points ?? [])
    return {
      now: iso(tx.now),
      rows: rows.toSorted((a, b) => Number(b.waits) - Number(a.waits)),
      weeks: sentWeeks(told, zone).map((week) => ({
        ...week,
        why: week.why.map((each) => ({ ...each, ...(names.has(each.code) ? { name: names.get(each.code) } : {}) })),
      })),
    }
  })

const isWaiting = (handoff: StoredHandoff['handoff'], person: string): boolean =>
  handoff.closed === null && handoff.completed === null && handoff.asks.some(({ to }) => to === person)

/** Own items of the playbook by their names. */
const itemNames = (points: readonly { context: readonly { item: string; name?: string | undefined }[] }[]) =>
  new Map(
    points.flatMap(({ context }) =>
      context.flatMap(({ item, name }): [string, string][] => (name === undefined ? [] : [[item, name]])),
    ),
  )
