import type { QueueRow } from '../../shared/queue.ts'

type Row = Pick<QueueRow, 'buyer' | 'company' | 'record'>

/** Whom a row is about: a company where the record is one, whoever of it was seen last. */
export const subjectOf = ({ buyer, company, record }: Row): string =>
  record.type === 'company' ? (company ?? buyer) : buyer

/** The company, where it is not the subject already. */
export const besideSubject = (row: Row): string | undefined =>
  row.company === subjectOf(row) ? undefined : row.company
