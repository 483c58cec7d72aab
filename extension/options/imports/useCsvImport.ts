import { useEffect, useMemo, useRef, useState } from 'react'
import type { ImportInput, ImportRowAnswer } from '../../../shared/imports.ts'
import { problemIn } from '../../api/problemIn.ts'
import { t } from '../messages.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { isAmbiguous, orderOf } from './dates.ts'
import { guessed, type Mapping, type Target, withTarget } from './mapping.ts'
import type { Csv } from './readCsv.ts'
import { type Choice, importIdOf, rowsOf, serverMapping } from './rowsOf.ts'
import { NOTHING_SENT, type Progress, sendRows } from './sending.ts'
import { textOfCsv } from './textOfCsv.ts'

/** More would not be held in the memory of a page comfortably. */
const BYTES_MAX = 20_000_000

export type ChosenFile = { name: string; bytes: Uint8Array<ArrayBuffer>; csv: Csv }

type Send = (input: ImportInput) => Promise<ImportRowAnswer[]>

/** `ready`: nothing was sent yet. `stopped`: by a press, or as the server did not answer; it goes on from there. */
export type Phase = 'ready' | 'sending' | 'stopping' | 'stopped' | 'done'

/** One file on its way to being signals. Another file begins anew. */
export const useCsvImport = (send: Send) => {
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [isReading, setReading] = useState(false)
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const [mapping, setMapping] = useState<Mapping>([])
  const [chosen, setChosen] = useState<Partial<Choice>>({})
  const [confirmHigh, setConfirmHigh] = useState(false)
  const [phase, setPhase] = useState<Phase>('ready')
  const [progress, setProgress] = useState<Progress>(NOTHING_SENT)
  const [trouble, setTrouble] = useState<ServerTrouble>(null)
  const isStopAsked = useRef(false)
  const startedWith = useRef<Choice | null>(null)
  /** Counts files and starts: what was begun for an earlier one goes on for nobody. */
  const turn = useRef(0)
  useEffect(() => () => void (turn.current += 1), [])

  const times = useMemo(() => {
    const at = mapping.indexOf('occurredAt')
    return file === null || at === -1 ? [] : file.csv.rows.map(({ cells }) => cells[at] ?? '')
  }, [file, mapping])
  const order = chosen.order ?? orderOf(times, 'month_first')
  const rows = useMemo(
    () => (file === null ? { ready: [], refused: [] } : rowsOf(file.csv, mapping, order)),
    [file, mapping, order],
  )

  const onFile = async (next: File) => {
    const mine = (turn.current += 1)
    setFile(null)
    setUnreadable(null)
    setPhase('ready')
    setProgress(NOTHING_SENT)
    setTrouble(null)
    setConfirmHigh(false)
    setReading(true)
    const read = await readFile(next)
    if (turn.current !== mine) return
    setReading(false)
    if (typeof read === 'string') return setUnreadable(read)
    setFile(read)
    setMapping(
      guessed(read.csv.columns, OURS(), (column) => read.csv.rows.every(({ cells }) => (cells[column] ?? '') === '')),
    )
    setChosen(({ order: _, ...before }) => before)
  }

  const onStart = async (choice: Choice) => {
    if (file === null) return
    const mine = (turn.current += 1)
    const isMine = () => turn.current === mine
    const { kind, source, connection, recordType } = choice
    isStopAsked.current = false
    startedWith.current = choice
    setPhase('sending')
    setTrouble(null)
    try {
      const list = {
        importId: await importIdOf(file.bytes, choice),
        mapping: serverMapping(file.csv, mapping),
        defaults: { kind, source, connection, recordType },
        confirmHigh,
      }
      const { sent } = await sendRows(rows.ready, progress, {
        send: (batch) => send({ ...list, rows: batch }),
        onProgress: (next) => isMine() && setProgress(next),
        isStopped: () => !isMine() || isStopAsked.current,
      })
      if (isMine()) setPhase(sent === rows.ready.length ? 'done' : 'stopped')
    } catch (error) {
      if (!isMine()) return
      setTrouble({ problem: problemIn(error) })
      setPhase('stopped')
    }
  }

  return {
    file,
    isReading,
    unreadable,
    mapping,
    chosen: { ...chosen, order },
    asksOrder: isAmbiguous(times),
    confirmHigh,
    phase,
    progress,
    trouble,
    rows,
    onFile: (next: File): void => void onFile(next),
    onTarget: (column: number, target: Target) => setMapping((before) => withTarget(before, column, target)),
    onChoose: (more: Partial<Choice>) => setChosen((before) => ({ ...before, ...more })),
    onConfirmHigh: setConfirmHigh,
    onStart: (choice: Choice): void => void onStart(choice),
    /** From where it stopped, as it was begun. */
    onGoOn: () => {
      if (startedWith.current !== null) void onStart(startedWith.current)
    },
    onStop: () => {
      isStopAsked.current = true
      setPhase('stopping')
    },
  }
}

/** How the file of refused rows begins: when it comes back mended, these say nothing of the buyer. */
const OURS = () => [t('imports.line'), t('imports.column'), t('imports.reason')]

/** A file as it was read; a text says why it cannot be. */
const readFile = async (file: File): Promise<ChosenFile | string> => {
  if (file.size > BYTES_MAX) return t('imports.tooLarge', { name: file.name })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = textOfCsv(bytes)
  if (text === null) return t('imports.notText', { name: file.name })
  const { readCsv } = await import('./readCsv.ts')
  const csv = readCsv(text)
  if (csv.rows.length + csv.broken.length === 0) return t('imports.noRows', { name: file.name })
  return { name: file.name, bytes, csv }
}
