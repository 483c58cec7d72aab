import type { CrmWrite } from '../crm/connector.ts'
import type { Buyer, Signal } from '../../shared/signal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tier } from '../../shared/playbook.ts'

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

/** What can be erased: a signal's buyer and fields, a CRM record as read, a note that somebody wrote. */
export type PersonalBody =
  | { kind: 'signal'; buyer: Buyer; fields: NonNullable<Signal['fields']> }
  | { kind: 'record'; record: CrmRecord }
  | { kind: 'note'; text: string }

/** What a row of the outbox asks for. Values about the buyer stay in `personal`. */
export type DeliveryBody =
  /** Change the CRM. A task's summary is the text of `noteId`, where there is one. */
  | { kind: 'crm_write'; ref: RecordRef; write: CrmWrite; noteId?: string }
  /** Read a record that the CRM said was new or changed, and follow what it shows. */
  | { kind: 'crm_pull'; ref: RecordRef }
