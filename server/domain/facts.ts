import type { Scalar } from '../../shared/condition.ts'
import type { LifecycleStage } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Buyer } from '../../shared/signal.ts'
import type { Facts } from './condition.ts'
import { lifecycleOf } from './lifecycle.ts'

/** A CRM record as far as facts are taken from it. */
export type KnownRecord = {
  ref: RecordRef
  buyer: Buyer
  stage?: string
  closed?: 'won' | 'lost'
  company?: string
  createdAt?: string
  doNotContact?: boolean
  fields: Readonly<Record<string, Scalar>>
}
export type KnownDeal = { ref: RecordRef; stage?: string; closed?: 'won' | 'lost' | null; amount?: number }
export type KnownAccount = {
  id: string
  name: string
  status: string
  segment: string | null
  attributes: Readonly<Record<string, Scalar>>
}
export type KnownSignal = { kind: string; source: string; buyer: Buyer; fields: Readonly<Record<string, Scalar>> }

/** Everything that is known about one record, and maybe about one signal of it. */
export type Knowledge = {
  signal: KnownSignal | null
  /** The lead or contact: the record itself, or the one that a deal or a company names. */
  person: KnownRecord | null
  company: KnownRecord | null
  /** The deal itself, or the only open one of the record. */
  deal: KnownRecord | KnownDeal | null
  account: KnownAccount | null
}

/** The playbook's stages, and the kind of each connected CRM by its id. */
export type Stages = { lifecycle: LifecycleStage[]; kinds: ReadonlyMap<string, string> }

/** All of it under the names that conditions use. What stands under a name of our own wins over a field of the CRM's. */
export const factsOf = ({ signal, person, company, deal, account }: Knowledge, stages: Stages): Facts => {
  const buyer = { ...person?.buyer, ...signal?.buyer }
  return {
    ...under('signal.fields', signal?.fields),
    ...under('signal', signal === null ? {} : { kind: signal.kind, source: signal.source }),
    ...under('person', {
      ...person?.fields,
      ...buyer,
      ...recordFacts(person, stages),
      ...(person?.doNotContact ? { do_not_contact: true } : {}),
    }),
    ...under('account', {
      ...company?.fields,
      ...recordFacts(company, stages),
      ...(company === null ? {} : { name: company.company ?? null }),
      ...account?.attributes,
      ...(account === null
        ? {}
        : { id: account.id, name: account.name, status: account.status, segment: account.segment }),
    }),
    ...under('opportunity', {
      ...(deal !== null && 'fields' in deal ? deal.fields : {}),
      ...recordFacts(deal, stages),
      ...(deal !== null && 'amount' in deal && deal.amount !== undefined ? { amount: deal.amount } : {}),
    }),
  }
}

type Staged = { ref: RecordRef; stage?: string; closed?: 'won' | 'lost' | null; createdAt?: string }

const recordFacts = (record: Staged | null, stages: Stages): Record<string, Scalar> => {
  if (record === null) return {}
  const { connection } = record.ref
  const lifecycle =
    lifecycleOf(stages, { connection, kind: stages.kinds.get(connection) ?? '' }, record.stage) ??
    stages.lifecycle.find(({ ended }) => ended !== undefined && ended === record.closed)
  return {
    id: record.ref.id,
    ...(record.stage === undefined ? {} : { stage: record.stage }),
    ...(record.closed ? { closed: record.closed } : {}),
    ...(record.createdAt === undefined ? {} : { created_at: record.createdAt }),
    ...(lifecycle === undefined ? {} : { lifecycle: lifecycle.id }),
  }
}

const under = (place: string, values: Readonly<Record<string, Scalar | undefined>> = {}): Facts =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[`${place}.${name}`, value]])),
  )
