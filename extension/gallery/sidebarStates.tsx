import { problem } from '../../shared/problem.ts'
import { acceptPress, declinePress, pressOf } from '../../test/support/pressViews.ts'
import {
  accepted,
  clock,
  context,
  DANA,
  handoff,
  history,
  inMin,
  JONAS,
  MARA,
  onRecord,
  pausedClock,
} from '../../test/support/views.ts'
import { view, shown, late, theirs, lost } from './sidebarParts.tsx'
import type { GalleryState } from './states.tsx'

/** A handoff at a glance: mine, another's, and what became of a press. */
export const sidebarStates: Record<string, GalleryState> = {
  'sidebar/offered': shown({}),
  'sidebar/half-gone': shown({ clocks: [clock('accept', 11, 4), clock('touch', 11, 49)] }),
  'sidebar/under-a-minute': shown({ clocks: [clock('accept', 14.2, 0.8), clock('touch', 14.2, 45.8)] }),
  'sidebar/late': shown(late),
  'sidebar/paused': shown({ clocks: [pausedClock(), pausedClock('touch')], why: { reason: 'pool', name: 'Nordics' } }),
  'sidebar/took-over': shown({
    why: { reason: 'took_over', instead: { name: JONAS.name } },
    clocks: [clock('accept', 2, 13)],
  }),
  'sidebar/long-words': shown({
    buyer: {
      name: 'Wolfgang-Maximilian Schäfer-Hohenlohe zu Bartenstein',
      title: 'Senior Vice President of Global Supply Chain Operations',
      company: 'Donaudampfschifffahrtsgesellschaft Aktiengesellschaft',
      email: 'wolfgang-maximilian.schaefer-hohenlohe@donaudampfschifffahrtsgesellschaft.example',
      phone: '+43 1 555 0100 ext. 44871',
      zone: 'Europe/Vienna',
    },
    askedFor: null,
    missing: ['committee', 'problem', 'timeline'],
    context: context('committee', 'problem', 'timeline'),
  }),
  'sidebar/accepting': shown({}, { press: acceptPress() }),
  'sidebar/covered': shown({}, { withheld: 'covered' }),
  'sidebar/too-soon': shown({}, { withheld: 'too_soon' }),
  'sidebar/keyboard-put-here': shown({}, { withheld: 'keyboard' }),
  'sidebar/menu': { ...shown({}), open: ['Not right'] },
  'sidebar/declining': { ...shown({}), open: ['Not right', 'Decline…'] },
  'sidebar/accepted': { view: view(onRecord(accepted())) },
  'sidebar/accepted-half-gone': { view: view(onRecord(accepted({ clocks: [clock('touch', 40, 20)] }))) },
  'sidebar/touch-late': {
    view: view(onRecord(accepted({ clocks: [clock('touch', 65, -5, { told: { name: 'Dana', at: inMin(-5) } })] }))),
  },
  'sidebar/logging': {
    view: view(onRecord(accepted()), {
      press: pressOf({
        act: 'logTouch',
        input: { handoffId: 'h-maria', channel: 'call', outcome: 'spoke_interested' },
      }),
    }),
  },
  'sidebar/touched': {
    view: view(
      onRecord(
        accepted({
          state: 'touched',
          may: ['close'],
          touchedAt: inMin(-2),
          touch: { by: MARA, at: inMin(-2), selfReported: true, corroborated: false, asColleague: false },
          next: { name: 'Demo call', options: ['2026-11-25T15:00:00.000Z'] },
          clocks: [],
          history: history(
            { at: inMin(-3), kind: 'accepted', by: MARA },
            { at: inMin(-2), kind: 'touched', by: MARA, detail: 'call' },
            { at: inMin(-2), kind: 'written', detail: 'activity' },
          ),
        }),
      ),
    ),
  },
  'sidebar/someone-else': shown(theirs),
  'sidebar/someone-else-accepted': { view: view(onRecord(accepted(theirs))) },
  'sidebar/backup': shown({ ...theirs, backup: MARA, may: ['accept'] }),
  'sidebar/lost-race': shown(
    { ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) },
    { press: acceptPress(lost) },
  ),
  'sidebar/lost-race-queue-empty': shown(
    { ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) },
    { press: acceptPress(lost), next: null },
  ),
  'sidebar/declined': shown(
    { ...theirs, owner: JONAS, why: { reason: 'passed_on', instead: { name: MARA.name } } },
    { press: declinePress('wrong_territory', { outcome: 'done' }) },
  ),
  'sidebar/nobody-left': shown(
    {},
    {
      press: declinePress('no_time', { outcome: 'refused', refusal: 'nobody_left' }),
    },
  ),
  'sidebar/failed': shown({}, { press: acceptPress({ outcome: 'failed', problem: problem('internal') }) }),
  'sidebar/queued': {
    view: view(onRecord(handoff(), { waitingAct: 'accept', freshness: 'last_known', asOf: inMin(-3) })),
  },
  'sidebar/kept-refused': {
    view: view(
      onRecord(handoff({ ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) }), {
        refusedAct: {
          about: 'h-maria',
          act: 'accept',
          pressedAt: inMin(-2),
          refusal: 'taken',
          by: DANA,
          secondsBefore: 130,
        },
      }),
    ),
  },
  'sidebar/crm-changed': shown({
    why: { reason: 'crm_changed', name: 'Odoo', instead: { name: JONAS.name } },
    clocks: [clock('accept', 2, 13)],
    missing: [],
    context: context(),
  }),
  'sidebar/crm-changed-after-touch': shown({
    why: { reason: 'crm_changed', name: 'Odoo', instead: { name: JONAS.name } },
    touchedAt: inMin(-40),
    touch: { by: JONAS, at: inMin(-40), selfReported: true, corroborated: false, asColleague: false },
    history: history({ at: inMin(-40), kind: 'touched', by: JONAS, detail: 'call' }),
    clocks: [clock('accept', 2, 13)],
    missing: [],
    context: context(),
  }),
  'sidebar/crm-stranger': {
    view: view(onRecord(accepted({ crmOwner: { name: 'Marc Demo' } })), { crm: 'Odoo' }),
  },
  'sidebar/crm-nobody': shown({ ...theirs, crmOwner: { name: null } }, { crm: 'Odoo' }),
  'sidebar/record-gone': {
    view: view(onRecord(accepted({ recordGone: true })), { crm: 'Odoo' }),
  },
  'sidebar/last-known': { view: view(onRecord(handoff(), { freshness: 'last_known', asOf: inMin(-3) })) },
  'sidebar/write-waiting': {
    view: view(onRecord(accepted({ writes: [{ kind: 'owner', attempts: 3, givenUp: false }] })), { crm: 'Odoo' }),
  },
  'sidebar/write-failed': {
    view: view(
      onRecord(
        accepted({
          writes: [
            {
              kind: 'owner',
              attempts: 12,
              problem: 'It knows no user with the e-mail mara@acme.example.',
              givenUp: true,
            },
          ],
        }),
      ),
      { crm: 'Odoo' },
    ),
  },
}
