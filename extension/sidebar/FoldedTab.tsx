import { countdown } from '../../shared/countdown.ts'
import type { SidebarState } from '../worker/contract.ts'
import { byHand } from '../ui/Button.tsx'
import { timeText, toneOf } from '../ui/countdownText.ts'
import { t } from '../ui/messages.ts'

type Props = { state: SidebarState; nowMs: number; onUnfold: () => void }

/** The card folded to a tab: its name and the time that is left. */
export const FoldedTab = ({ state, nowMs, onUnfold }: Props) => {
  const [clock] = state.kind === 'handoff' ? state.handoff.clocks : []
  const shown = clock === undefined ? null : countdown(clock, nowMs)
  const isAccepted = state.kind === 'handoff' && state.handoff.mine && state.handoff.state !== 'offered'
  return (
    <main className="tab">
      <h1 className="unseen">{t('header.handoff')}</h1>
      <button type="button" className="tab-button" title={t('header.unfold')} onClick={byHand(onUnfold)}>
        <span className="tab-name">{t('header.handoff')}</span>
        {shown === null ? null : (
          <span className="tab-time" data-tone={toneOf(shown, isAccepted)}>
            {timeText(shown)}
          </span>
        )}
      </button>
    </main>
  )
}
