import type { ImportAnswer, ImportInput, Finding } from '../../shared/livePlaybook.ts'
import { pinHolidays } from '../calendars/pinHolidays.ts'
import { errorsIn } from '../domain/checkPlaybook.ts'
import { fromFile, type ReadFile } from '../domain/playbookFile.ts'
import { toFile } from '../domain/writePlaybook.ts'
import { allPeople } from '../store/people.ts'
import { insertPlaybook, livePlaybook, lockPlaybooks } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'

/**
 * Publishes a playbook from its file. With errors nothing is stored, and all of them are told. Handoffs that are open keep the
 * version that they were made with. The same playbook again is the same version.
 */
export const importPlaybook = (env: Environment, actor: Actor, input: ImportInput): Promise<ImportAnswer> =>
  inWorkspace(env.database, actor.workspace, 'importPlaybook', async (tx) => {
    const { playbook, findings } = await readFile(tx, input.text)
    if (playbook === null) return { version: null, findings }
    const newest = await lockPlaybooks(tx)
    const live = await livePlaybook(tx)
    // Sent again, as its answer was lost, or simply unchanged: the version is there already.
    if (live !== null && toFile(live.playbook, []) === toFile(playbook, [])) return { version: live.version, findings }
    const version = newest + 1
    await insertPlaybook(tx, { version, body: playbook, by: actor.person, reason: input.reason })
    await record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: 'playbook.published',
      target: String(version),
      body: { reason: input.reason },
    })
    return { version, findings }
  })

/** What is wrong or weak in a playbook's file. Nothing is stored. */
export const checkFile = (env: Environment, actor: Actor, text: string): Promise<Finding[]> =>
  inWorkspace(env.database, actor.workspace, 'checkFile', async (tx) => (await readFile(tx, text)).findings)

/** A playbook from its file, with the dates of the holidays that its calendars name. */
const readFile = async (tx: Tx, text: string): Promise<ReadFile> => {
  const read = fromFile(text, [...(await allPeople(tx)).values()])
  if (read.playbook === null) return read
  const { calendars, findings: told } = await pinHolidays(read.playbook.calendars, tx.now)
  const findings = [...read.findings, ...told]
  return { playbook: errorsIn(told).length > 0 ? null : { ...read.playbook, calendars }, findings }
}
