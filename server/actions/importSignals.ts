import type { ImportAnswer, ImportInput, ImportRow, ImportRowAnswer } from '../../shared/imports.ts'
import { errorAt, signalOfRow } from '../domain/importRow.ts'
import { errorWords, type Log } from '../log.ts'
import { isUnavailable } from '../store/query.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import { receiveSignal } from './receiveSignal.ts'

/**
 * Receives the rows of a list, each by itself: one that is wrong is told with line and column, and stops no other. Unless `confirmHigh`
 * says so, nothing of it runs a clock of the high tier. Throws only when the database is away: sent again, nothing is made twice.
 */
export const importSignals = async (
  env: Environment,
  log: Log,
  actor: Actor,
  input: ImportInput,
): Promise<ImportAnswer> => {
  const nowIso = await inWorkspace(env.database, actor.workspace, 'readTime', ({ now }) =>
    Promise.resolve(new Date(now).toISOString()),
  )
  const silent = new Set<string>()
  const rows: ImportRowAnswer[] = []
  for (const row of input.rows)
    rows.push(
      await receiveRow(env, actor.workspace, row, input, { silent, nowIso }).catch((error: unknown) => {
        if (isUnavailable(error)) throw error
        log('import_fault', { line: row.line, ...errorWords(error) })
        return rejected(row, [{ column: null, field: '', problem: 'Baton could not do this; its log tells more.' }])
      }),
    )
  await inWorkspace(env.database, actor.workspace, 'importSignals', (tx) =>
    record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: 'signals.imported',
      target: input.importId,
      body: {
        rows: rows.length,
        rejected: rows.filter(({ outcome }) => outcome === 'rejected').length,
        confirmHigh: input.confirmHigh,
      },
    }),
  )
  return { rows }
}

const receiveRow = async (
  env: Environment,
  workspace: string,
  row: ImportRow,
  input: ImportInput,
  { silent, nowIso }: { silent: Set<string>; nowIso: string },
): Promise<ImportRowAnswer> => {
  const made = signalOfRow(row, input, nowIso)
  if ('errors' in made) return rejected(row, made.errors)
  const answer = await receiveSignal(env, workspace, made.signal, { silent, capped: !input.confirmHigh })
  const { outcome, handoffId, lowered = false, problem } = answer
  if (outcome === 'rejected') {
    const errors = problem?.errors ?? [{ field: '', detail: problem?.title ?? 'was refused' }]
    return rejected(
      row,
      errors.map(({ field, detail }) => errorAt(field, input.mapping, detail)),
    )
  }
  return { line: row.line, outcome, ...(handoffId === undefined ? {} : { handoffId }), capped: lowered, errors: [] }
}

const rejected = ({ line }: ImportRow, errors: ImportRowAnswer['errors']): ImportRowAnswer => ({
  line,
  outcome: 'rejected',
  capped: false,
  errors,
})
