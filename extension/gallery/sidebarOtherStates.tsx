import { problem } from '../../shared/problem.ts'
import { ANA, handoff, JONAS, MARA, offRecord, onRecord, receipt } from '../../test/support/views.ts'
import { Elsewhere } from '../sidebar/Elsewhere.tsx'
import { view, shown, late, record } from './sidebarParts.tsx'
import type { GalleryState } from './states.tsx'

/** What is folded, opened; and everything that is no handoff to act on. */
export const sidebarOtherStates: Record<string, GalleryState> = {
  'sidebar/context-open': { ...shown({}), open: ['Context'] },
  'sidebar/clocks-open': { ...shown({}), open: ['Clocks'] },
  'sidebar/receipt-open': {
    ...shown({
      why: { reason: 'pool', name: 'Nordics' },
      receipt: receipt({
        match: null,
        steps: [
          { id: 'named', name: 'Named account', kind: 'named_account_owner', reason: 'no_account', candidates: [] },
          {
            id: 'pool',
            name: 'Nordics pool',
            kind: 'pool',
            reason: 'won',
            candidates: [
              { person: MARA, reason: 'chosen', turns: 4, weight: 2 },
              { person: ANA, reason: 'away', turns: 3, weight: 2 },
              { person: JONAS, reason: 'higher_level', turns: 5, weight: 1 },
            ],
          },
          { id: 'rest', name: 'Everything else', kind: 'catch_all', reason: 'not_reached', candidates: [] },
        ],
      }),
    }),
    open: ['Why you, not Ana'],
  },
  'sidebar/history-open': { ...shown(late), open: ['History'] },
  'sidebar/signed-out': { view: view({ kind: 'signed_out' }) },
  'sidebar/unavailable': { view: view({ kind: 'unavailable', record, folded: false, problem: null }) },
  'sidebar/unavailable-retrying': {
    view: view({ kind: 'unavailable', record, folded: false, problem: null }, { retrying: true }),
  },
  'sidebar/unavailable-problem': {
    view: view({ kind: 'unavailable', record, folded: false, problem: problem('unavailable') }),
  },
  'sidebar/no-permission': {
    view: view({ kind: 'unavailable', record, folded: false, problem: problem('not-allowed') }),
  },
  'sidebar/no-handoff': { view: view(offRecord()) },
  'sidebar/not-a-record': { view: view({ kind: 'not_a_record' }) },
  'sidebar/loading': { view: view(null) },
  'sidebar/asking': { view: view({ kind: 'asking', record, folded: false }) },
  'sidebar/signed-out-covered': { view: view({ kind: 'signed_out' }, { withheld: 'covered' }) },
  'sidebar/embedded-elsewhere': { view: <Elsewhere /> },
  'sidebar/folded': { view: view(onRecord(handoff(late), { folded: true })) },
  'sidebar/folded-no-handoff': { view: view(offRecord({ folded: true })) },
}
