import { useRef, useState } from 'react'
import { problemIn } from '../api/problemIn.ts'
import type { Asking, Failed } from './PeopleView.tsx'

/**
 * What the people page asks, and the one act that is under way: another press meanwhile does nothing. An answer closes only what
 * it answers, never what was opened since; what went wrong is told where it was tried, as soon as nothing else is open there.
 */
export const useAsking = (onSettled: () => Promise<void>) => {
  const [opened, setOpened] = useState<Asking>(null)
  const [trouble, setTrouble] = useState<{ at: Asking; error: unknown } | null>(null)
  const [failed, setFailed] = useState<Failed>(null)
  const [busy, setBusy] = useState(false)
  const isBusy = useRef(false)
  const asking = opened ?? trouble?.at ?? null
  const told = trouble !== null && trouble.at === asking ? trouble : null

  const ask = (next: Asking) => {
    if (told !== null) setTrouble(null)
    setFailed(null)
    setOpened(next)
  }

  const once = async <T>(act: () => Promise<T>, then: (answer: T) => void, onError: (error: unknown) => void) => {
    if (isBusy.current) return
    isBusy.current = true
    setBusy(true)
    setTrouble(null)
    setFailed(null)
    try {
      then(await act())
    } catch (error) {
      onError(error)
    } finally {
      isBusy.current = false
      setBusy(false)
      await onSettled()
    }
  }

  /** Does what is asked. */
  const run = <T>(act: () => Promise<T>, then?: (answer: T) => void) => {
    setOpened(asking)
    return once(
      act,
      (answer) => {
        then?.(answer)
        setOpened((now) => (now === asking ? null : now))
      },
      (error) => setTrouble({ at: asking, error }),
    )
  }

  /** Does what was chosen in somebody's row. */
  const atRow = <T>(personId: string, act: () => Promise<T>, then?: (answer: T) => void) =>
    once(
      act,
      (answer) => then?.(answer),
      (error) => setFailed({ personId, problem: problemIn(error) }),
    )

  return { asking, busy, trouble: told && { problem: problemIn(told.error) }, failed, ask, run, atRow }
}
