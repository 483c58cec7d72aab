import type { SidebarViewProps } from '../sidebar/acts.ts'
import { SidebarView } from '../sidebar/SidebarView.tsx'
import { problem } from '../../shared/problem.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import {
  accepted,
  ANA,
  clock,
  context,
  DANA,
  handoff,
  history,
  historySince,
  inMin,
  JONAS,
  MARA,
  NOW_MS,
  onRecord,
  pausedClock,
  queueRow,
  receipt,
} from '../../test/support/views.ts'
import type { GalleryState } from './states.tsx'

/** Acts go nowhere; which were called is written down for the tests. */
const note = (name: string) => (detail?: unknown) => {
  const { dataset } = document.documentElement
  dataset.acts = `${dataset.acts ?? ''}${JSON.stringify(detail === undefined ? [name] : [name, detail])}\n`
}

const ACTS: SidebarViewProps['acts'] = {
  accept: note('accept'),
  decline: note('decline'),
  logTouch: note('logTouch'),
  fold: note('fold'),
  openRecord: note('openRecord'),
  openOptions: note('openOptions'),
  seen: note('seen'),
  retry: note('retry'),
}

const view = (state: SidebarViewProps['state'], more: Partial<SidebarViewProps> = {}) => (
  <SidebarView
    state={state}
    press={null}
    next={queueRow('kenji', 'Kenji Mori')}
    me={MARA.id}
    crm="Demo CRM"
    nowMs={NOW_MS}
    retrying={false}
    acts={ACTS}
    {...more}
  />
)

const shown = (more: Partial<HandoffView>, props?: Partial<SidebarViewProps>) => ({ view: view(onRecord(handoff(more)), props) })

const tom: Partial<HandoffView> = {
  id: 'h-tom',
  trigger: 'Pricing inquiry',
  buyer: { name: 'Tom Okafor', title: 'Head of IT', company: 'Brightwell Clinics', accountStatus: 'customer', email: 'tom@brightwell.example' },
  askedFor: 'a price for 120 more seats.',
  why: { reason: 'named_account', name: 'Brightwell', instead: { name: ANA.name, awayUntil: '2026-11-26T14:00:00.000Z' } },
  context: context(),
  missing: [],
}
const late: Partial<HandoffView> = {
  ...tom,
  clocks: [clock('accept', 27, -12, { told: { name: 'Dana', at: inMin(-12) } }), clock('touch', 27, 33)],
  buyerSince: inMin(-27),
  history: historySince(
    -27,
    { at: inMin(-12), kind: 'breached', clock: 'accept' },
    { at: inMin(-12), kind: 'alerted', to: DANA, clock: 'accept' },
    { at: inMin(-20), kind: 'reminded', to: MARA, clock: 'accept' },
  ),
}
const record = handoff().record
const theirs: Partial<HandoffView> = {
  mine: false,
  owner: ANA,
  why: { reason: 'pool', name: 'Nordics' },
  receipt: receipt({ owner: ANA }),
  missing: [],
  context: context(),
}
const lost = { outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 3 } as const

export const sidebarStates: Record<string, GalleryState> = {
  'sidebar/offered': shown({}),
  'sidebar/half-gone': shown({ clocks: [clock('accept', 11, 4), clock('touch', 11, 49)] }),
  'sidebar/under-a-minute': shown({ clocks: [clock('accept', 14.2, 0.8), clock('touch', 14.2, 45.8)] }),
  'sidebar/late': shown(late),
  'sidebar/paused': shown({ clocks: [pausedClock(), pausedClock('touch')], why: { reason: 'pool', name: 'Nordics' } }),
  'sidebar/took-over': shown({ why: { reason: 'took_over', instead: { name: JONAS.name } }, clocks: [clock('accept', 2, 13)] }),
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
  'sidebar/accepting': shown({}, { press: { version: 3, act: 'accept', answer: null } }),
  'sidebar/menu': { ...shown({}), open: ['Not right'] },
  'sidebar/declining': { ...shown({}), open: ['Not right', 'Decline…'] },
  'sidebar/accepted': { view: view(onRecord(accepted())) },
  'sidebar/accepted-half-gone': { view: view(onRecord(accepted({ clocks: [clock('touch', 40, 20)] }))) },
  'sidebar/touch-late': { view: view(onRecord(accepted({ clocks: [clock('touch', 65, -5, { told: { name: 'Dana', at: inMin(-5) } })] }))) },
  'sidebar/logging': { view: view(onRecord(accepted()), { press: { version: 3, act: 'log_touch', answer: null } }) },
  'sidebar/touched': {
    view: view(
      onRecord(
        accepted({
          state: 'touched',
          touchedAt: inMin(-2),
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
  'sidebar/backup': shown({ ...theirs, backup: MARA }),
  'sidebar/lost-race': shown(
    { ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) },
    { press: { version: 3, act: 'accept', answer: lost } },
  ),
  'sidebar/lost-race-queue-empty': shown(
    { ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) },
    { press: { version: 3, act: 'accept', answer: lost }, next: null },
  ),
  'sidebar/declined': shown(
    { ...theirs, owner: JONAS, why: { reason: 'passed_on', instead: { name: MARA.name } } },
    { press: { version: 3, act: 'decline', decline: { reason: 'wrong_territory' }, answer: { outcome: 'done' } } },
  ),
  'sidebar/nobody-left': shown(
    {},
    { press: { version: 3, act: 'decline', decline: { reason: 'no_time' }, answer: { outcome: 'refused', refusal: 'nobody_left' } } },
  ),
  'sidebar/failed': shown({}, { press: { version: 3, act: 'accept', answer: { outcome: 'failed', problem: problem('internal') } } }),
  'sidebar/queued': { view: view(onRecord(handoff(), { waitingAct: 'accept', freshness: 'last_known', asOf: inMin(-3) })) },
  'sidebar/kept-refused': {
    view: view(
      onRecord(handoff({ ...theirs, owner: DANA, state: 'accepted', acceptedAt: inMin(0) }), {
        refusedAct: { handoffId: 'h-maria', kind: 'accept', pressedAt: inMin(-2), refusal: 'taken', by: DANA, secondsBefore: 130 },
      }),
    ),
  },
  'sidebar/last-known': { view: view(onRecord(handoff(), { freshness: 'last_known', asOf: inMin(-3) })) },
  'sidebar/write-waiting': {
    view: view(onRecord(accepted({ writes: [{ kind: 'owner', attempts: 3, givenUp: false }] })), { crm: 'Odoo' }),
  },
  'sidebar/write-failed': {
    view: view(
      onRecord(accepted({ writes: [{ kind: 'owner', attempts: 12, problem: 'It knows no user with the e-mail mara@acme.example.', givenUp: true }] })),
      { crm: 'Odoo' },
    ),
  },
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
  'sidebar/unavailable-retrying': { view: view({ kind: 'unavailable', record, folded: false, problem: null }, { retrying: true }) },
  'sidebar/unavailable-problem': { view: view({ kind: 'unavailable', record, folded: false, problem: problem('unavailable') }) },
  'sidebar/no-permission': { view: view({ kind: 'unavailable', record, folded: false, problem: problem('not-allowed') }) },
  'sidebar/no-handoff': { view: view({ kind: 'no_handoff', record, folded: false, aheadMs: 0 }) },
  'sidebar/not-a-record': { view: view({ kind: 'not_a_record' }) },
  'sidebar/loading': { view: view(null) },
  'sidebar/folded': { view: view(onRecord(handoff(late), { folded: true })) },
  'sidebar/folded-no-handoff': { view: view({ kind: 'no_handoff', record, folded: true, aheadMs: 0 }) },
}
