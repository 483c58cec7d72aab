import { recordKey, type RecordRef } from '../../shared/record.ts'

/** What an act is about, as one string: the handoff's id; the record, when it is handed over. */
export const aboutOf = (input: { handoffId: string } | { record: RecordRef }): string =>
  'record' in input ? recordKey(input.record) : input.handoffId
