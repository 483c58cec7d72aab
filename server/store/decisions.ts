import { eq } from 'drizzle-orm'
import type { Scalar } from '../../shared/condition.ts'
import type { Route, RouteInputs } from '../domain/route.ts'
import { decisions } from './handoffTables.ts'
import { insertPersonal, personalById } from './records.ts'
import type { Tx } from './transaction.ts'

export type Decision = { id: string; handoffId: string; playbookVersion: number; inputs: RouteInputs; route: Route }

/** Facts of a buyer: they stay where they can be erased. */
const PERSONAL = /^(?:person|signal\.fields)\./

/** Keeps what a decision saw and how it went; never changed afterwards. What it saw of the buyer is a personal row of the same id. */
export const insertDecision = async (tx: Tx, decision: Decision): Promise<void> => {
  const facts = Object.entries(decision.inputs.facts ?? {})
  const own = facts.filter((entry): entry is [string, Scalar] => PERSONAL.test(entry[0]) && entry[1] !== undefined)
  const rest = Object.fromEntries(facts.filter(([name]) => !PERSONAL.test(name)))
  const inputs = own.length === 0 ? decision.inputs : { ...decision.inputs, facts: rest }
  if (own.length > 0) await insertPersonal(tx, decision.id, { kind: 'facts', facts: Object.fromEntries(own) })
  await tx.db.insert(decisions).values({ workspaceId: tx.workspace, at: tx.now, ...decision, inputs })
}

export const findDecision = async (tx: Tx, id: string): Promise<(Decision & { at: number }) | null> => {
  const [row] = await tx.db.select().from(decisions).where(eq(decisions.id, id))
  if (row === undefined) return null
  const body = (await personalById(tx, [id])).get(id)
  return body?.kind === 'facts'
    ? { ...row, inputs: { ...row.inputs, facts: { ...row.inputs.facts, ...body.facts } } }
    : row
}
