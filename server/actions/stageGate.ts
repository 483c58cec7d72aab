import type { StageGateAnswer, StageGateInput } from '../../shared/stageGate.ts'
import { problem, type Problem } from '../../shared/problem.ts'
import { lifecycleOf } from '../domain/lifecycle.ts'
import { findConnection } from '../store/connections.ts'
import { openHandoffs } from '../store/handoffs.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { gatesInto } from './gates.ts'

/**
 * Whether a record may enter a stage, by what Baton knows of it: what its CRM showed last, what people filled in, and the fields that
 * the question brings. The CRM is not asked back, as it is waiting for the answer.
 */
export const stageGate = (
  env: Environment,
  workspace: string,
  { record, stage: wanted, fields = {} }: StageGateInput,
): Promise<StageGateAnswer | Problem> =>
  inWorkspace(env.database, workspace, 'stageGate', async (tx) => {
    const connection = await findConnection(tx, record.connection)
    if (connection === null)
      return problem('unknown-connection', `No CRM «${record.connection}» is connected here.`, [
        { field: 'record.connection', detail: 'no connected CRM has this id' },
      ])
    const live = await livePlaybook(tx)
    const lifecycle = live?.playbook.lifecycle ?? []
    const stage =
      lifecycle.find(({ id }) => id === wanted) ??
      lifecycleOf({ lifecycle }, { connection: connection.id, kind: connection.kind }, wanted)
    if (live === null || stage === null) return { allowed: true, stage: null, gates: [] }
    const place = {
      playbook: live.playbook,
      people: await allPeople(tx),
      record,
      open: await openHandoffs(tx, record),
    }
    const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      value === null || value === false ? [] : [[name, String(value)]],
    )
    const gates = await gatesInto(tx, place, stage, Object.fromEntries(given))
    return { allowed: gates.length === 0, stage: { id: stage.id, name: stage.name }, gates }
  })
