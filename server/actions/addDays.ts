import type { AddDaysInput, ImportAnswer } from '../../shared/livePlaybook.ts'
import { holidaysFromIcs } from '../calendars/holidaysFromIcs.ts'
import { pinHolidays } from '../calendars/pinHolidays.ts'
import { errorsIn } from '../domain/checkPlaybook.ts'
import { withFile } from '../domain/holidays.ts'
import { localDate } from '../domain/localDay.ts'
import { toFile } from '../domain/writePlaybook.ts'
import { insertPlaybook, livePlaybook, lockPlaybooks } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'

const YEAR_MS = 366 * 86_400_000
const YEARS_AHEAD = 5

/**
 * Publishes the playbook with the days of an iCalendar file closed in one of its calendars, in the place of those of an earlier file.
 * What cannot be read is answered with a finding, and nothing is stored. Handoffs that are open keep their deadlines.
 */
export const addDays = (env: Environment, actor: Actor, input: AddDaysInput): Promise<ImportAnswer> =>
  inWorkspace(env.database, actor.workspace, 'addDays', async (tx) => {
    const newest = await lockPlaybooks(tx)
    const live = await livePlaybook(tx)
    const index = live?.playbook.calendars.findIndex(({ id }) => id === input.calendar) ?? -1
    const calendar = live?.playbook.calendars[index]
    if (live === null || calendar === undefined) return refused('calendar', `There is no calendar «${input.calendar}».`)
    const span = {
      from: localDate(calendar.zone, tx.now - YEAR_MS),
      until: localDate(calendar.zone, tx.now + YEARS_AHEAD * YEAR_MS),
    }
    const read = holidaysFromIcs(input.text, span)
    if ('problem' in read) return refused(`calendars.${index}`, read.problem)
    const filed = live.playbook.calendars.with(index, withFile(calendar, read.exceptions))
    const { calendars, findings } = await pinHolidays(filed, tx.now)
    if (errorsIn(findings).length > 0) return { version: null, findings }
    // Sent again, as its answer was lost: these days are there already.
    const body = { ...live.playbook, calendars }
    if (toFile(body, []) === toFile(live.playbook, [])) return { version: live.version, findings }
    const version = newest + 1
    await insertPlaybook(tx, {
      version,
      body,
      by: actor.person,
      reason: input.reason,
    })
    await record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: 'playbook.published',
      target: String(version),
      body: { reason: input.reason, calendar: input.calendar, days: read.exceptions.length },
    })
    return { version, findings }
  })

const refused = (path: string, problem: string): ImportAnswer => ({
  version: null,
  findings: [{ path, problem, kind: 'error' }],
})
