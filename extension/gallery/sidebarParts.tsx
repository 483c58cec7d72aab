import type { SidebarViewProps } from '../sidebar/acts.ts'
import { SidebarView } from '../sidebar/SidebarView.tsx'
import type { HandoffView } from '../../shared/handoff.ts'
import { queueRow } from '../../test/support/queueViews.ts'
import {
  ANA,
  clock,
  context,
  DANA,
  handoff,
  historySince,
  inMin,
  MARA,
  NOW_MS,
  onRecord,
  receipt,
} from '../../test/support/views.ts'

/** Acts go nowhere; which were called is written down for the tests. */
const note = (name: string) => (detail?: unknown) => {
  const { dataset } = document.documentElement
  dataset.acts = `${dataset.acts ?? ''}${JSON.stringify(detail === undefined ? [name] : [name, detail])}\n`
}

const ACTS: SidebarViewProps['acts'] = {
  press: ({ act, input: { ...detail } }) => {
    if ('handoffId' in detail) delete (detail as Partial<typeof detail>).handoffId
    note(act)(Object.keys(detail).length === 0 ? undefined : detail)
  },
  choose: note('choose'),
  fold: note('fold'),
  openRecord: note('openRecord'),
  openOptions: note('openOptions'),
  seen: note('seen'),
  retry: note('retry'),
}

export const view = (state: SidebarViewProps['state'], more: Partial<SidebarViewProps> = {}) => (
  <SidebarView
    state={state}
    press={null}
    withheld={null}
    next={queueRow('kenji', 'Kenji Mori')}
    me={MARA.id}
    crm="Demo CRM"
    nowMs={NOW_MS}
    retrying={false}
    acts={ACTS}
    {...more}
  />
)

export const shown = (more: Partial<HandoffView>, props?: Partial<SidebarViewProps>) => ({
  view: view(onRecord(handoff(more)), props),
})

const tom: Partial<HandoffView> = {
  id: 'h-tom',
  trigger: 'Pricing inquiry',
  buyer: {
    name: 'Tom Okafor',
    title: 'Head of IT',
    company: 'Brightwell Clinics',
    accountStatus: 'customer',
    email: 'tom@brightwell.example',
  },
  askedFor: 'a price for 120 more seats.',
  why: {
    reason: 'named_account',
    name: 'Brightwell',
    instead: { name: ANA.name, awayUntil: '2026-11-26T14:00:00.000Z' },
  },
  context: context(),
  missing: [],
}
export const late: Partial<HandoffView> = {
  ...tom,
  clocks: [clock('accept', 27, -12, { told: { name: 'Dana', at: inMin(-12) } }), clock('touch', 27, 33)],
  buyerSince: inMin(-27),
  history: historySince(
    -27,
    { at: inMin(-20), kind: 'reminded', to: MARA, clock: 'accept' },
    { at: inMin(-12), kind: 'breached', clock: 'accept' },
    { at: inMin(-12), kind: 'alerted', to: DANA, clock: 'accept' },
  ),
}
export const record = handoff().record
export const theirs: Partial<HandoffView> = {
  mine: false,
  may: [],
  owner: ANA,
  why: { reason: 'pool', name: 'Nordics' },
  receipt: receipt({ owner: ANA }),
  missing: [],
  context: context(),
}
export const lost = { outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 3 } as const
