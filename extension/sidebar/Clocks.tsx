import { countdown } from '../../shared/countdown.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import { pausedText, timeText } from '../ui/countdownText.ts'
import { cityOf, whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'

type Props = { handoff: HandoffView; nowMs: number }

/** Both clocks side by side, and since when the buyer waits. */
export const Clocks = ({ handoff: { clocks, buyerSince, touchedAt, firstResponse }, nowMs }: Props) => {
  const asked = whenText(Date.parse(buyerSince), nowMs)
  return (
    <dl className="facts">
      {clocks.map((clock) => {
        const shown = countdown(clock, nowMs)
        return (
          <div key={clock.kind}>
            <dt>{t(clock.kind === 'touch' && firstResponse !== 'buyer' ? 'clock.response' : `clock.${clock.kind}`)}</dt>
            <dd>
              {timeText(shown)}, {t('clock.due', { at: whenText(shown.dueAtMs, nowMs) })}
              {shown.resumesAtMs === null ? null : `, ${pausedText(shown.resumesAtMs, nowMs)}`}
              <span className="fact-from">
                {t('clock.started', { at: whenText(Date.parse(clock.startedAt), nowMs), city: cityOf(clock.zone) })}
              </span>
            </dd>
          </div>
        )
      })}
      <div>
        <dt>{t(touchedAt === null ? 'clock.buyer' : 'clock.buyerWaited')}</dt>
        <dd>
          {touchedAt === null
            ? t('clock.buyerSince', { at: asked })
            : t('clock.buyerDone', { asked, touched: whenText(Date.parse(touchedAt), nowMs) })}
        </dd>
      </div>
    </dl>
  )
}
