import { useEffect, useState } from 'react'
import type { SidebarActs } from './acts.ts'
import { createGate, HEARD, type Gate, type Withheld } from './gate.ts'
import { watchPlainSight } from './plainSight.ts'

type Act = (...args: never[]) => void

/**
 * Lets acts pass only for presses that count. `shownId` names what is shown: another one has to be seen first. `withheld` is why
 * the last press did not count, until one does. Folding and looking again do no harm and pass as they are.
 */
export const useGate = (shownId: string | null) => {
  const [gate] = useState(openGate)
  const [held, setHeld] = useState<{ shownId: string | null; withheld: Withheld } | null>(null)
  useEffect(() => watch(gate), [gate])
  useEffect(() => {
    gate.renewed()
    mark(gate)
  }, [gate, shownId])

  const through =
    (act: Act): Act =>
    (...args) => {
      const { counts, withheld } = gate.judge()
      setHeld(withheld === null ? null : { shownId, withheld })
      if (counts) act(...args)
    }
  const guard = ({ fold, retry, ...acts }: SidebarActs): SidebarActs => {
    const guarded = Object.entries(acts).map(([name, act]) => [name, through(act as Act)])
    return { ...(Object.fromEntries(guarded) as typeof acts), fold, retry }
  }
  return { guard, withheld: held?.shownId === shownId ? held.withheld : null }
}

const openGate = (): Gate =>
  createGate({
    nowMs: () => performance.now(),
    later: (callback) => setTimeout(callback),
    isInView,
    isShortcut: (key) => controlOf(key) !== null,
    isTyping: ({ target }) => target instanceof Element && target.closest(TYPING) !== null,
  })

/** The element that holds the whole sidebar is as large as the frame, and all that is shown is inside it. */
const watch = (gate: Gate): (() => void) => {
  const stop = watchPlainSight(document.getElementById('root') ?? document.body, (isPlain) => {
    gate.plain(isPlain)
    mark(gate)
  })
  for (const type of HEARD) window.addEventListener(type, gate.hear, true)
  return () => {
    stop()
    for (const type of HEARD) window.removeEventListener(type, gate.hear, true)
  }
}

let marking: ReturnType<typeof setTimeout> | undefined
/** For whoever drives the sidebar from outside: whether a press would count now. The page around cannot read it. */
const mark = (gate: Gate): void => {
  clearTimeout(marking)
  const waitMs = gate.waitMs()
  document.documentElement.dataset.presses = waitMs === 0 ? 'count' : 'wait'
  if (waitMs) marking = setTimeout(() => mark(gate), waitMs)
}

const TYPING = 'input:not([type=radio]), textarea, select'

const controlOf = (key: string): Element | null =>
  document.querySelector(`[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`)

const isInView = (event: Event): boolean => {
  const pressed = event.target instanceof Element ? event.target.closest('button, a, [role=menuitem]') : null
  const control = pressed ?? (event instanceof KeyboardEvent ? controlOf(event.key) : null)
  if (control === null) return true
  const { top, bottom, left, right } = control.getBoundingClientRect()
  const isIn = top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1
  // Where it is to be seen by the next press.
  if (!isIn) control.scrollIntoView({ block: 'nearest' })
  return isIn
}
