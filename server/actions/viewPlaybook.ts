import type { LivePlaybook } from '../../shared/livePlaybook.ts'
import { checkPlaybook } from '../domain/checkPlaybook.ts'
import { holidayNotices } from '../domain/holidays.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import { iso } from './clockView.ts'
import type { Actor, Environment } from './environment.ts'

/** The playbook that handoffs open with now, who published it, and what is found in it today; null: there is none yet. */
export const viewPlaybook = (env: Environment, actor: Actor): Promise<LivePlaybook | null> =>
  inWorkspace(env.database, actor.workspace, 'viewPlaybook', async (tx) => {
    const live = await livePlaybook(tx)
    if (live === null) return null
    const people = await allPeople(tx)
    const here = [...people.values()].filter(({ left }) => !left)
    return {
      version: live.version,
      publishedAt: iso(live.publishedAt),
      publishedBy: live.publishedBy === null ? null : (people.get(live.publishedBy)?.name ?? live.publishedBy),
      reason: live.reason,
      playbook: live.playbook,
      findings: [
        ...checkPlaybook(live.playbook, new Set(here.map(({ id }) => id))),
        ...holidayNotices(live.playbook.calendars, tx.now),
      ],
      people: [...people.values()].map(({ id, name }) => ({ id, name })),
    }
  })
