import { useEffect, useRef, useState } from 'react'
import { countdown } from '../../shared/countdown.ts'
import type { ClockView } from '../../shared/handoffParts.ts'
import { announcement } from './countdownText.ts'

/** What a screen reader is told of the time: at 60, 15, 5 and 1 minute and at the breach, nothing in between. */
export const useAnnouncement = (clock: ClockView | null, nowMs: number): string => {
  const [said, say] = useState('')
  const before = useRef<{ clock: ClockView; nowMs: number } | null>(null)
  useEffect(() => {
    const last = before.current
    before.current = clock === null ? null : { clock, nowMs }
    if (clock === null || last === null || last.clock.kind !== clock.kind) return
    const next = announcement(clock.kind, countdown(last.clock, last.nowMs), countdown(clock, nowMs))
    if (next !== null) say(next)
  }, [clock, nowMs])
  return said
}
