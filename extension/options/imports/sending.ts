import type { ImportRow, ImportRowAnswer } from '../../../shared/imports.ts'
import type { SignalOutcome } from '../../../shared/signal.ts'

/** Rows that the server is given at once: few, so that it is seen to go on. It takes 200 at most. */
export const BATCH_ROWS = 100

/** `sent`: rows that the server has answered for, from the first on. `capped`: opened lower, as nobody confirmed the list. */
export type Progress = {
  sent: number
  counts: Record<SignalOutcome, number>
  capped: number
  rejected: ImportRowAnswer[]
}

export const NOTHING_SENT: Progress = {
  sent: 0,
  counts: { opened: 0, joined: 0, nurtured: 0, duplicate: 0, ignored: 0, rejected: 0 },
  capped: 0,
  rejected: [],
}

type Sending = {
  send: (rows: ImportRow[]) => Promise<ImportRowAnswer[]>
  onProgress: (progress: Progress) => void
  isStopped: () => boolean
}

/**
 * Sends rows batch by batch, from where `before` ended, until all are answered or somebody stops it; what is on its way is
 * awaited. Throws what a batch threw;
 * what was answered until then has been told, and the batch can be sent again: rows that were taken are known by their ids.
 */
export const sendRows = async (rows: readonly ImportRow[], before: Progress, sending: Sending): Promise<Progress> => {
  let progress = before
  while (progress.sent < rows.length && !sending.isStopped()) {
    const batch = rows.slice(progress.sent, progress.sent + BATCH_ROWS)
    progress = withAnswers(progress, batch.length, await sending.send(batch))
    sending.onProgress(progress)
  }
  return progress
}

const withAnswers = (before: Progress, sent: number, answers: readonly ImportRowAnswer[]): Progress => {
  const counts = { ...before.counts }
  for (const { outcome } of answers) counts[outcome] += 1
  return {
    sent: before.sent + sent,
    counts,
    capped: before.capped + answers.filter(({ capped }) => capped).length,
    rejected: [...before.rejected, ...answers.filter(({ outcome }) => outcome === 'rejected')],
  }
}
