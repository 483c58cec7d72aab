import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { companyDomain } from '../domain/match.ts'
import type { AccountMatch } from '../domain/route.ts'
import { type Account, accountByDomain, accountByRecord } from '../store/accounts.ts'
import { seenRecords } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'

/** Whose a record is: the account, its own record in the CRM, and what the signals of the account share. */
export type Belonging = {
  account: Account | null
  match: AccountMatch | null
  company: RecordRef | null
  /** `account/<id>`, the key of the company's record, or `domain/<name>`; null: nothing is known. */
  group: string | null
}

/**
 * By the company record that it belongs to, where an account stands for that, else by the domain of the company's or the buyer's
 * address. `email`: the buyer's, where a signal brought one.
 */
export const belongingOf = async (
  tx: Tx,
  ref: RecordRef,
  record: CrmRecord | null,
  email?: string,
): Promise<Belonging> => {
  const linked = ref.type === 'company' ? ref : (record?.related?.account ?? null)
  const byRecord = linked === null ? null : await accountByRecord(tx, linked)
  if (linked !== null && byRecord !== null)
    return { account: byRecord, match: matchOf(byRecord, 'record', byRecord.name), ...placeOf(byRecord, linked) }
  const company = linked === null ? null : ((await seenRecords(tx, [linked])).get(recordKey(linked)) ?? null)
  const addresses = [email, record?.buyer.email]
  for (const domain of domainsOf([...shownBy(company), ...addresses])) {
    const account = await accountByDomain(tx, domain)
    if (account !== null)
      return { account, match: matchOf(account, 'email_domain', domain), ...placeOf(account, linked) }
  }
  const [domain] = domainsOf(addresses)
  const group = linked !== null ? recordKey(linked) : domain === undefined ? null : `domain/${domain}`
  return { account: null, match: null, company: linked, group }
}

const placeOf = (account: Account, linked: RecordRef | null): Pick<Belonging, 'company' | 'group'> => {
  const { connectionId: connection, recordType: type, recordId: id } = account
  const own = connection === null || type === null || id === null ? null : { connection, type, id }
  return { company: own ?? linked, group: `account/${account.id}` }
}

const matchOf = (account: Account, evidence: AccountMatch['evidence'], value: string): AccountMatch => ({
  account: account.id,
  name: account.name,
  evidence,
  value,
  owner: account.ownerId,
  backup: account.backupId,
})

const domainsOf = (addresses: readonly (string | undefined)[]): string[] => [
  ...new Set(addresses.flatMap((address) => companyDomain(address) ?? [])),
]

/** The company's own domain, as its record shows it. */
const shownBy = (company: CrmRecord | null): (string | undefined)[] => [
  company?.buyer.email,
  asAddress(company?.fields.domain),
  asAddress(company?.fields.website),
]

const asAddress = (host: unknown): string | undefined =>
  typeof host === 'string' && host !== ''
    ? `somebody@${host.replace(/^[a-z]+:\/\//i, '').replace(/[/:?#].*$/s, '')}`
    : undefined
