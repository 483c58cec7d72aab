import type { PublishDraftInput, RollBackInput } from '../../shared/draft.ts'
import type { ImportAnswer } from '../../shared/livePlaybook.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { pinHolidays } from '../calendars/pinHolidays.ts'
import { checkPlaybook, errorsIn } from '../domain/checkPlaybook.ts'
import { deleteDraft, findDraft } from '../store/drafts.ts'
import { allPeople } from '../store/people.ts'
import { insertPlaybook, lockPlaybooks, playbookAt } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import { type Conflict, draftConflict, NO_DRAFT } from './draft.ts'
import type { Actor, Environment } from './environment.ts'

/** Makes the draft the live version. With errors nothing is stored and all of them are told: somebody named in it may have left. */
export const publishDraft = (
  env: Environment,
  actor: Actor,
  { revision, over, reason }: PublishDraftInput,
): Promise<ImportAnswer | Conflict> =>
  inWorkspace(env.database, actor.workspace, 'publishDraft', async (tx) => {
    const newest = await lockPlaybooks(tx)
    const draft = await findDraft(tx, true)
    if (draft === null) return NO_DRAFT
    const conflict = await draftConflict(tx, actor, draft, revision)
    if (conflict !== null) return conflict
    if (newest !== over)
      return { conflict: `The draft began from version ${draft.base}, and version ${newest} is live.` }
    const answer = await publish(tx, env, actor, newest + 1, draft.playbook, reason, 'playbook.published')
    if (answer.version !== null) await deleteDraft(tx)
    return answer
  })

/** Publishes an old version anew, as the next one; what has been found wrong with it since then keeps it from that. */
export const rollBack = (
  env: Environment,
  actor: Actor,
  { version, over, reason }: RollBackInput,
): Promise<ImportAnswer | Conflict | null> =>
  inWorkspace(env.database, actor.workspace, 'rollBack', async (tx) => {
    const newest = await lockPlaybooks(tx)
    if (version > newest) return null
    if (newest !== over) return { conflict: `Version ${newest} is live by now, not version ${over}.` }
    const old = await playbookAt(tx, version)
    return publish(tx, env, actor, newest + 1, old, reason, 'playbook.rolled_back', { to: version })
  })

const publish = async (
  tx: Tx,
  env: Environment,
  actor: Actor,
  version: number,
  playbook: Playbook,
  reason: string,
  act: string,
  more: Record<string, number> = {},
): Promise<ImportAnswer> => {
  const here = new Set([...(await allPeople(tx)).values()].flatMap(({ id, left }) => (left ? [] : [id])))
  const { calendars, findings: told } = await pinHolidays(playbook.calendars, tx.now)
  const findings = [...checkPlaybook(playbook, here), ...told]
  if (errorsIn(findings).length > 0) return { version: null, findings }
  await insertPlaybook(tx, { version, body: { ...playbook, calendars }, by: actor.person, reason })
  await record(tx, { id: env.newId(), actorId: actor.person, act, target: String(version), body: { reason, ...more } })
  return { version, findings }
}
