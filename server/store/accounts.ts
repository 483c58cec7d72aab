import { and, eq } from 'drizzle-orm'
import type { RecordRef } from '../../shared/record.ts'
import { accountDomains, accounts, accountTeam } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type Account = Omit<typeof accounts.$inferSelect, 'workspaceId'>

/** The account that this registrable domain belongs to. */
export const accountByDomain = async ({ db }: Tx, domain: string): Promise<Account | null> => {
  const [row] = await db
    .select({ account: accounts })
    .from(accountDomains)
    .innerJoin(accounts, eq(accounts.id, accountDomains.accountId))
    .where(eq(accountDomains.domain, domain))
  return row?.account ?? null
}

/** The account that this record of a CRM stands for. */
export const accountByRecord = async ({ db }: Tx, { connection, type, id }: RecordRef): Promise<Account | null> =>
  (
    await db
      .select()
      .from(accounts)
      .where(and(eq(accounts.connectionId, connection), eq(accounts.recordType, type), eq(accounts.recordId, id)))
  )[0] ?? null

export const accountById = async ({ db }: Tx, id: string): Promise<Account | null> =>
  (await db.select().from(accounts).where(eq(accounts.id, id)))[0] ?? null

/** An account as it comes in. `record`: what it is in a CRM; `team`: person by role. */
export type NewAccount = Pick<Account, 'id' | 'name' | 'status' | 'segment' | 'ownerId' | 'backupId'> & {
  attributes?: Account['attributes']
  domains: string[]
  record?: RecordRef
  team?: Record<string, string>
}

export const insertAccount = async (
  { db, workspace }: Tx,
  { domains, record, team = {}, ...account }: NewAccount,
): Promise<void> => {
  await db.insert(accounts).values({
    workspaceId: workspace,
    ...account,
    connectionId: record?.connection ?? null,
    recordType: record?.type ?? null,
    recordId: record?.id ?? null,
  })
  if (domains.length > 0) {
    await db
      .insert(accountDomains)
      .values(domains.map((domain) => ({ workspaceId: workspace, domain, accountId: account.id })))
  }
  const parts = Object.entries(team).map(([role, personId]) => ({
    workspaceId: workspace,
    accountId: account.id,
    role,
    personId,
  }))
  if (parts.length > 0) await db.insert(accountTeam).values(parts)
}

/** Who has which part for this account: person by role. */
export const teamOf = async ({ db }: Tx, accountId: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await db.select().from(accountTeam).where(eq(accountTeam.accountId, accountId))).map((row) => [
      row.role,
      row.personId,
    ]),
  )
