import { personIn } from '../domain/crmOwner.ts'
import { isDeal } from '../domain/recordKind.ts'
import type { RouteInputs } from '../domain/route.ts'
import { teamOf } from '../store/accounts.ts'
import { ownersAtAccount } from '../store/handoffLists.ts'
import { seenRecord } from '../store/records.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'

/** What a ladder may ask about an account besides its owner: its team, its open deal, whoever is in touch with it. */
export const lookAround = async (
  tx: Tx,
  { playbook, point, people }: Desk,
  account: string | null,
  { record, handoffId }: { record: RecordRef; handoffId: string | null },
): Promise<Pick<RouteInputs, 'team' | 'opportunityOwner' | 'relationship'>> => {
  const asks = new Set(point.ladder.map(({ kind }) => kind))
  const team = account === null || !asks.has('account_team') ? {} : await teamOf(tx, account)
  // Those who receive the same: a lawyer who reviews its contract is no relationship for the next demo request.
  const alike = playbook.points.filter(
    ({ id, receiverRole }) => id === point.id || (receiverRole !== undefined && receiverRole === point.receiverRole),
  )
  const [relationship = null] =
    account === null || !asks.has('relationship')
      ? []
      : await ownersAtAccount(
          tx,
          account,
          alike.map(({ id }) => id),
          handoffId,
        )
  return {
    team,
    relationship,
    opportunityOwner: asks.has('opportunity_owner') ? await opportunityOwner(tx, people, record) : null,
  }
}

/** Of the deal itself, else of the open deal with the lowest id that its record is known to belong to. */
const opportunityOwner = async (tx: Tx, people: Desk['people'], ref: RecordRef): Promise<string | null> => {
  const seen = (await seenRecord(tx, ref))?.record
  const emailOf = () => {
    if (isDeal(ref, seen?.fields ?? {})) return seen?.ownerEmail ?? seen?.ownerLogin
    const open = (seen?.related?.opportunities ?? []).filter(({ closed }) => !closed)
    return open.toSorted((a, b) => (a.ref.id < b.ref.id ? -1 : 1))[0]?.ownerEmail
  }
  const email = emailOf()?.toLowerCase()
  return email === undefined ? null : (personIn(people.values(), { emails: [email] })?.id ?? null)
}
