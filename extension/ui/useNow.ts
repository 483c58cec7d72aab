import { useEffect, useState } from 'react'
import { countdown } from '../../shared/countdown.ts'
import type { ClockView } from '../../shared/handoffParts.ts'
import { changesInMs } from './countdownText.ts'

const MINUTE_MS = 60_000

/** The server's time in ms, told anew only when one of these countdowns would look different, and at each minute for the
 *  times of day beside them. `aheadMs` corrects the browser's clock. A page out of sight rests. */
export const useNow = (aheadMs: number, clocks: ClockView[]): number => {
  const [nowMs, setNowMs] = useState(() => Date.now() + aheadMs)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const now = Date.now() + aheadMs
      setNowMs(now)
      const next = clocks.map((clock) => changesInMs(countdown(clock, now), now))
      clearTimeout(timer)
      if (!document.hidden) timer = setTimeout(tick, Math.min(...next, MINUTE_MS - (now % MINUTE_MS)))
    }
    tick()
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [aheadMs, clocks])
  return nowMs
}
