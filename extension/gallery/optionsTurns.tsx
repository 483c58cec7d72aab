import { problem } from '../../shared/problem.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { poolTurns } from '../../test/support/turnViews.ts'
import { NOW_MS } from '../../test/support/views.ts'
import { type TurnsProps, TurnsView } from '../options/turns/TurnsView.tsx'
import { optionsView } from './optionsStates.tsx'
import type { GalleryState } from './states.tsx'

const nothing = () => {}

const turns = ({ role = 'revops', ...more }: Partial<TurnsProps> & { role?: 'rep' | 'revops' } = {}) =>
  optionsView({
    section: 'turns',
    session: session({ me: me({ role }) }),
    turns: () => (
      <TurnsView
        turns={poolTurns()}
        problem={null}
        asOfMs={NOW_MS}
        retrying={false}
        nowMs={NOW_MS}
        tier="high"
        isCrediting={false}
        busy={null}
        trouble={null}
        onRetry={nothing}
        onPool={nothing}
        onTier={nothing}
        onCredit={nothing}
        onGiveBack={nothing}
        onGive={nothing}
        {...more}
      />
    ),
  })

const asRep = poolTurns({
  mayCredit: false,
  lines: poolTurns().lines.map(({ mayGiveBack: _, ...line }) => line),
})

/** Who is next in a pool, and why. */
export const turnStates: Record<string, GalleryState> = {
  'options/turns': { view: turns() },
  'options/turns-rep': { view: turns({ role: 'rep', turns: asRep }) },
  'options/turns-none': { view: turns({ turns: poolTurns({ lines: [], earlier: {}, seats: [] }) }) },
  'options/turns-loading': { view: turns({ turns: null }) },
  'options/turns-unanswered': { view: turns({ turns: null, problem: { problem: null } }) },
  'options/turns-last-known': { view: turns({ problem: { problem: null }, asOfMs: NOW_MS - 9 * 60_000 }) },
  'options/turns-credit': { view: turns({ isCrediting: true }) },
  'options/turns-crediting': { view: turns({ isCrediting: true, busy: 'credit' }) },
  'options/turns-credit-failed': {
    view: turns({ isCrediting: true, trouble: { at: 'credit', told: { problem: null } } }),
  },
  'options/turns-not-given': {
    view: turns({ trouble: { at: 'l7', told: { problem: problem('not-allowed') } } }),
  },
}
