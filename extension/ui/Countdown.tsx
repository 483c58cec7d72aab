import { countdown } from '../../shared/countdown.ts'
import type { ClockView } from '../../shared/handoffParts.ts'
import { BAR_STEPS, dueText, timeText, toneOf } from './countdownText.ts'

/** `task`: what the time is for, where that is not what the clock's kind says. */
type Props = { clock: ClockView; nowMs: number; isAccepted: boolean; task?: string }

/** The one deadline that counts now: time left, when that is for the viewer, and how much of the window is gone. A timer is
 *  silent to a screen reader by itself; `useAnnouncement` says what is worth saying. */
export const Countdown = ({ clock, nowMs, isAccepted, task }: Props) => {
  const shown = countdown(clock, nowMs)
  const spent = Math.floor(shown.spent * BAR_STEPS) / BAR_STEPS
  return (
    <div className="countdown" data-tone={toneOf(shown, isAccepted)}>
      <div className="countdown-box">
        <div className="countdown-time" role="timer">
          {timeText(shown)}
        </div>
        <div className="countdown-due">{dueText(clock, shown, nowMs, { task })}</div>
      </div>
      <div className="countdown-track" aria-hidden="true">
        <div className="countdown-bar" style={{ transform: `scaleX(${spent})` }} />
      </div>
    </div>
  )
}
