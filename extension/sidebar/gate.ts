import { PLAIN_MS } from '../worker/wire.ts'

/** Why a press does not count: something lies over the card or distorts it; the card had only just come into view; the page, not
 *  the person, put the keyboard here. */
export type Withheld = 'covered' | 'too_soon' | 'keyboard'

/** The door to all acts of the sidebar: the page around it is hostile, so only what a person did on a card in plain sight passes. */
export type Gate = {
  /** The browser's word: all of the card is on the screen, and nothing covers or distorts it. */
  plain(isPlain: boolean): void
  /** Something else is shown: the person has to have had the time to see it. */
  renewed(): void
  /** To hear every event of the page before anything else does. */
  hear(event: Event): void
  /** Whether the act that is asked for now comes from a press that counts; `withheld` otherwise, null when nobody pressed. */
  judge(): { counts: boolean; withheld: Withheld | null }
  /** How long it takes until a press can count; null: not as it is now. */
  waitMs(): number | null
}

export type GateParts = {
  nowMs: () => number
  /** Calls back once what is going on now is over. */
  later: (callback: () => void) => void
  /** Whether all of a pressed control can be seen in the frame. */
  isInView: (event: Event) => boolean
  /** Whether a key does something in what is shown. */
  isShortcut: (key: string) => boolean
  /** Whether an event is somebody typing into a field. */
  isTyping: (event: Event) => boolean
}

type Judged = ReturnType<Gate['judge']>
const NOBODY: Judged = { counts: false, withheld: null }

export const createGate = ({ nowMs, later, isInView, isShortcut, isTyping }: GateParts): Gate => {
  let plainSinceMs: number | null = null
  let renewedAtMs = nowMs()
  // A page can move the keyboard into the frame and lure somebody to type: keys count once the person took it here themselves.
  let isInHand = false
  let now: Judged = NOBODY

  const waitMs = (): number | null =>
    plainSinceMs === null ? null : Math.max(0, PLAIN_MS - (nowMs() - Math.max(plainSinceMs, renewedAtMs)))

  const judged = (event: Event): Judged => {
    const wait = waitMs()
    if (wait === null) return { counts: false, withheld: 'covered' }
    if (isKey(event) && !isInHand) return { counts: false, withheld: 'keyboard' }
    return wait === 0 && isInView(event) ? { counts: true, withheld: null } : { counts: false, withheld: 'too_soon' }
  }

  const take = (event: Event): void => {
    if (event.type === 'pointerdown') isInHand = true
    // The window's own: the keyboard has left the frame.
    if (event.type === 'blur' && event.eventPhase === Event.AT_TARGET) isInHand = false
    if (event.type !== 'keydown') return
    const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent
    if (key === 'Tab') isInHand = true
    // Letters that do nothing here were meant for somewhere else, and so is what follows.
    else if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isTyping(event) && !isShortcut(key))
      isInHand = false
  }

  return {
    waitMs,
    plain: (isPlain) => {
      plainSinceMs = isPlain ? (plainSinceMs ?? nowMs()) : null
    },
    renewed: () => {
      renewedAtMs = nowMs()
    },
    hear: (event) => {
      // Our own controls press one another by script, within a person's press; nobody else can.
      if (!event.isTrusted) return
      take(event)
      const isByKey = event.type === 'click' && (event as MouseEvent).detail === 0 && now !== NOBODY
      if (!PRESSES.has(event.type) || isByKey) return
      now = judged(event)
      const mine = now
      later(() => {
        if (now === mine) now = NOBODY
      })
    },
    judge: () => now,
  }
}

const PRESSES = new Set(['click', 'keydown', 'keyup', 'pointerup'])
/** What the gate has to hear, before anybody else. */
export const HEARD = [...PRESSES, 'pointerdown', 'blur']

const isKey = ({ type }: Event): boolean => type.startsWith('key')
