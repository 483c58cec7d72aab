import { eq } from 'drizzle-orm'
import { accountDomains, accounts } from './workspaceTables.ts'
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

export const accountById = async ({ db }: Tx, id: string): Promise<Account | null> =>
  (await db.select().from(accounts).where(eq(accounts.id, id)))[0] ?? null

export const insertAccount = async ({ db, workspace }: Tx, account: Account, domains: readonly string[]) => {
  await db.insert(accounts).values({ workspaceId: workspace, ...account })
  if (domains.length > 0) {
    await db
      .insert(accountDomains)
      .values(domains.map((domain) => ({ workspaceId: workspace, domain, accountId: account.id })))
  }
}
