import { useState } from 'react'
import type { Recalculated } from '../../../shared/livePlaybook.ts'
import { problemIn } from '../../api/problemIn.ts'
import type { RecalculationProps } from './Recalculation.tsx'

/** Asks once more, has the deadlines computed anew and tells what came of it. */
export const useRecalculation = (
  recalculate: () => Promise<Recalculated>,
): Omit<RecalculationProps, 'name' | 'version'> => {
  const [isAsked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const [done, setDone] = useState<Recalculated | null>(null)

  const ask = (next: boolean) => {
    // What is under way cannot be taken back, and its outcome is told.
    if (busy) return
    setAsked(next)
    setTrouble(null)
    setDone(null)
  }

  const run = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      setDone(await recalculate())
      setAsked(false)
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }

  return {
    isAsked,
    busy,
    trouble: trouble === null ? null : { problem: problemIn(trouble) },
    done,
    onAsk: ask,
    onRun: () => void run(),
  }
}
