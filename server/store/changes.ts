import { sql } from 'drizzle-orm'
import type { Change } from '../../shared/handoff.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Handoff } from '../domain/handoff.ts'
import type { Database } from './query.ts'
import type { Tx } from './transaction.ts'

/** A change with the people whom it concerns; it leaves with the commit of its transaction, and never without. */
export type Told = { workspace: string; people: string[]; change: Omit<Change, 'mine'> }

const CHANNEL = 'baton_changes'

export const tell = (tx: Tx, handoffId: string, before: Handoff | null, handoff: Handoff) => {
  const approvers = handoff.approvals?.steps.map(({ person }) => person) ?? []
  const people = [
    handoff.offer.owner,
    handoff.offer.backup,
    before?.offer.owner,
    before?.offer.backup,
    handoff.sender,
    ...approvers,
  ]
  const told: Told = {
    workspace: tx.workspace,
    people: [...new Set(people.filter((person) => person !== null && person !== undefined))],
    change: { handoffId, record: handoff.record, version: handoff.version },
  }
  return tx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(told)})`)
}

/** The record changed in its CRM and has no open handoff: whoever looks at it may have something to hand off now. */
export const tellOfRecord = (tx: Tx, record: RecordRef) => {
  const told: Told = { workspace: tx.workspace, people: [], change: { handoffId: null, record, version: 0 } }
  return tx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(told)})`)
}

export const listenToChanges = (database: Database, heard: (told: Told) => void) =>
  database.listen(CHANNEL, (payload) => heard(JSON.parse(payload) as Told))

/** Called when a delivery was put into the outbox: a hint to look now, never the truth. */
export const listenToDue = (database: Database, heard: () => void) => database.listen('baton_due', heard)
