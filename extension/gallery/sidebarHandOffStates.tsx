import { choices, ended, gate, readyChoices } from '../../test/support/lifeViews.ts'
import { pressOf } from '../../test/support/pressViews.ts'
import { accepted, ANA, DANA, handoff, inMin, NOW, offRecord, onRecord } from '../../test/support/views.ts'
import { view } from './sidebarParts.tsx'
import type { GalleryState } from './states.tsx'

const OPEN = ['Hand off']
const record = { connection: 'demo', type: 'deal', id: '17' } as const
const pressed = pressOf({ act: 'handOff', input: { record, point: 'sales_to_cs', values: {} } })

/** Handing over from any record, its gates, and several handoffs of one. */
export const sidebarHandOffStates: Record<string, GalleryState> = {
  'sidebar/can-hand-off': { view: view(offRecord({ choices: choices() })) },
  'sidebar/hand-off': { view: view(offRecord({ choices: choices() })), open: OPEN },
  'sidebar/hand-off-ready': { view: view(offRecord({ choices: readyChoices() })), open: OPEN },
  'sidebar/handing-off': { view: view(offRecord({ choices: readyChoices() }), { press: pressed }), open: OPEN },
  'sidebar/hand-off-refused': {
    view: view(offRecord({ choices: readyChoices() }), {
      press: { ...pressed, answer: { outcome: 'refused', refusal: 'missing_context', items: ['promised_outcomes'] } },
    }),
    open: OPEN,
  },
  'sidebar/hand-off-kept': { view: view(offRecord({ choices: choices(), waitingAct: 'handOff' })) },
  'sidebar/hand-off-lost': {
    view: view(
      offRecord({
        choices: choices(),
        refusedAct: { about: 'demo/deal/17', act: 'handOff', pressedAt: NOW, refusal: 'already_open' },
      }),
    ),
  },
  'sidebar/hand-off-proposed': {
    view: view(offRecord({ choices: choices().map((choice) => ({ ...choice, proposed: true })) })),
  },
  'sidebar/hand-off-proposed-beside': {
    view: view(onRecord(accepted(), { choices: choices().map((choice, at) => ({ ...choice, proposed: at === 0 })) })),
  },
  'sidebar/hand-off-after-completed': {
    view: view(
      onRecord(ended({ state: 'completed', completed: { name: 'Meeting held', at: inMin(-4) } }), {
        choices: choices().map((choice, at) => ({ ...choice, proposed: at === 0 })),
      }),
    ),
  },
  'sidebar/gate': { view: view(offRecord({ choices: choices(), gates: [gate()] })) },
  'sidebar/gate-filling-in': {
    view: view(offRecord({ choices: choices(), gates: [gate()] })),
    open: ['Fill in'],
  },
  'sidebar/gate-beside': {
    view: view(
      onRecord(accepted(), {
        choices: choices(),
        gates: [gate({ missing: [{ item: 'decision_date', name: 'Decision date' }, { item: 'committee' }] })],
      }),
    ),
  },
  'sidebar/hand-off-beside': { view: view(onRecord(accepted(), { choices: choices() })), open: ['Hand off'] },
  'sidebar/others': {
    view: view(
      onRecord(handoff(), {
        choices: choices().slice(0, 1),
        others: [
          { id: 'h-desk', point: 'AE → Deal desk', owner: DANA, state: 'accepted' },
          { id: 'h-se', point: 'AE → Sales engineer', owner: ANA, state: 'offered' },
        ],
      }),
    ),
  },
}
