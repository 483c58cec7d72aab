import { session } from '../../test/support/queueViews.ts'
import { NOW_MS } from '../../test/support/views.ts'
import { type AwayProps, AwayView } from '../options/away/AwayView.tsx'
import { optionsView } from './optionsStates.tsx'
import type { GalleryState } from './states.tsx'

const nothing = () => {}
const DAY_MS = 86_400_000
const midnight = (days: number): string =>
  new Date(NOW_MS - (NOW_MS % DAY_MS) + days * DAY_MS + 5 * 3_600_000).toISOString()

const absences = [
  { from: midnight(5), until: midnight(10) },
  { from: midnight(33), until: midnight(34) },
]

const away = (more: Partial<AwayProps> = {}) =>
  optionsView({
    session: session(),
    away: () => (
      <AwayView
        mine={{ absences, paused: false }}
        problem={null}
        asOfMs={NOW_MS}
        retrying={false}
        nowMs={NOW_MS}
        isAdding={false}
        busy={null}
        trouble={null}
        onRetry={nothing}
        onOpen={nothing}
        onAdd={nothing}
        onEnd={nothing}
        onPause={nothing}
        {...more}
      />
    ),
  })

/** When the one who is signed in is away. */
export const awayStates: Record<string, GalleryState> = {
  'options/away': { view: away() },
  'options/away-none': { view: away({ mine: { absences: [], paused: false } }) },
  'options/away-paused': { view: away({ mine: { absences: [], paused: true } }) },
  'options/away-loading': { view: away({ mine: null }) },
  'options/away-unanswered': { view: away({ mine: null, problem: { problem: null } }) },
  'options/away-adding': { view: away({ isAdding: true }) },
  'options/away-saving': { view: away({ isAdding: true, busy: 'add' }) },
  'options/away-failed': { view: away({ trouble: { problem: null } }) },
}
