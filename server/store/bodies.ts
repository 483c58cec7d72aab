import type { CrmWrite } from '../crm/connector.ts'
import type { Buyer, Signal } from '../../shared/signal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import type { Scalar } from '../../shared/condition.ts'
import type { ContextValues } from '../../shared/act.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tier } from '../../shared/terms.ts'

/** The measures' dimensions, as they were when the event happened. */
export type Dimensions = {
  point: string
  trigger: string
  source: string
  tier: Tier
  segment: string | null
  team: string | null
  owner: string
}

/** What can be erased: a signal's buyer and fields, a CRM record as read, what somebody wrote. */
export type PersonalBody =
  | { kind: 'signal'; buyer: Buyer; fields: NonNullable<Signal['fields']> }
  | { kind: 'record'; record: CrmRecord }
  | { kind: 'note'; text: string }
  /** What a decision saw of the buyer. */
  | { kind: 'facts'; facts: Record<string, Scalar> }
  /** What a person filled in, item by item. */
  | { kind: 'context'; by: string; at: number; values: ContextValues }

/** What a row of the outbox asks for. Values about the buyer stay in `personal`. */
export type DeliveryBody =
  /** Change the CRM. A task's summary is the text of `noteId`, where there is one. */
  | { kind: 'crm_write'; ref: RecordRef; write: CrmWrite; noteId?: string }
  /** Read a record that the CRM said was new or changed, and follow what it shows. */
  | { kind: 'crm_pull'; ref: RecordRef }
  /** Something that the server itself has seen, as a signal. */
  | { kind: 'signal'; ref: RecordRef; signal: Signal }
  /** A day that a record's date makes: if the record still shows it then, it is a signal. */
  | { kind: 'date_signal'; ref: RecordRef; point: string; trigger: string; date: string; dueAt: number }
