import { withoutHolidays } from '../domain/holidays.ts'
import { toFile } from '../domain/writePlaybook.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'

/** The live playbook as the text of its file; null: there is none yet. */
export const exportPlaybook = (
  env: Environment,
  actor: Actor,
): Promise<{ version: number; name: string; text: string } | null> =>
  inWorkspace(env.database, actor.workspace, 'exportPlaybook', async (tx) => {
    const live = await livePlaybook(tx)
    if (live === null) return null
    // Dates that stand for «the holidays of a country» are worked out anew when the file is published.
    const calendars = live.playbook.calendars.map(withoutHolidays)
    const text = toFile({ ...live.playbook, calendars }, [...(await allPeople(tx)).values()])
    return { version: live.version, name: `playbook-${live.version}.yaml`, text }
  })
