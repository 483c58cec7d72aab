import type { PopupProps } from '../popup/PopupView.tsx'
import { PopupView } from '../popup/PopupView.tsx'
import { queue, queueRow, queueState, rows, sent, sentState } from '../../test/support/queueViews.ts'
import { ANA, inMin, JONAS, NOW_MS } from '../../test/support/views.ts'
import type { GalleryState } from './states.tsx'

const view = (state: PopupProps['state'], more: Partial<PopupProps> = {}) => (
  <PopupView
    state={state}
    sent={sentState(sent({ rows: [], weeks: [] }))}
    nowMs={NOW_MS}
    openingId={null}
    retrying={false}
    onOpen={() => {}}
    onOptions={() => {}}
    onRetry={() => {}}
    {...more}
  />
)

const team = [
  ...rows()
    .slice(0, 2)
    .map((row) => ({ ...row, owner: ANA })),
  queueRow('omar', 'Omar Haddad', { company: 'Levant Foods', owner: JONAS }),
  ...rows().slice(2),
]
const desk = [
  {
    name: 'Deal desk',
    rows: rows()
      .slice(0, 2)
      .map((row) => ({ ...row, trigger: 'Legal review', owner: JONAS })),
  },
]
const many = Array.from({ length: 14 }, (_, index) => queueRow(`many-${index}`, `Buyer number ${index + 1}`))

export const popupStates: Record<string, GalleryState> = {
  'popup/queue': { view: view(queueState(queue())) },
  'popup/opening': { view: view(queueState(queue()), { openingId: 'maria' }) },
  'popup/manager': { view: view(queueState(queue({ team }))) },
  'popup/team': { view: view(queueState(queue({ team }))), open: ['Team 6'] },
  'popup/long': {
    view: view(
      queueState(
        queue({
          mine: [
            queueRow('long', 'Wolfgang-Maximilian Schäfer-Hohenlohe zu Bartenstein', {
              company: 'Donaudampfschifffahrtsgesellschaft Aktiengesellschaft',
              clock: null,
              state: 'touched',
            }),
            ...many,
          ],
        }),
      ),
    ),
  },
  'popup/shared': { view: view(queueState(queue({ shared: desk })), { sent: sentState() }), open: ['Deal desk 2'] },
  'popup/everything': { view: view(queueState(queue({ team, shared: desk })), { sent: sentState() }) },
  'popup/sent': { view: view(queueState(queue()), { sent: sentState() }), open: ['Sent 4'] },
  'popup/sent-quality': {
    view: view(queueState(queue()), { sent: sentState() }),
    open: ['Sent 4', 'Quality by week'],
  },
  'popup/sent-nothing-yet': {
    view: view(queueState(queue()), { sent: sentState(sent({ rows: [] })) }),
    open: ['Sent 0'],
  },
  'popup/empty': { view: view(queueState(queue({ mine: [] }))) },
  'popup/last-known': { view: view(queueState(queue(), { freshness: 'last_known', asOf: inMin(-6) })) },
  'popup/unavailable': { view: view({ kind: 'unavailable', problem: null }) },
  'popup/signed-out': { view: view({ kind: 'signed_out' }) },
  'popup/loading': { view: view(null) },
}
