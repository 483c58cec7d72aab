import type { ConnectionsProps } from '../options/ConnectionsView.tsx'
import { ConnectionsView } from '../options/ConnectionsView.tsx'
import type { PeopleProps } from '../options/PeopleView.tsx'
import { PeopleView } from '../options/PeopleView.tsx'
import { checks, connectionStatus, demoStatus, peopleList } from '../../test/support/officeViews.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { inMin, NOW_MS } from '../../test/support/views.ts'
import { problem } from '../../shared/problem.ts'
import { optionsView } from './optionsStates.tsx'
import type { GalleryState } from './states.tsx'

const nothing = () => {}
const admin = me({ role: 'admin' })
const fresh = { problem: null, asOfMs: NOW_MS, retrying: false, onRetry: nothing }
/** Once there, and not answered since. */
const stale = { problem: { problem: null }, asOfMs: NOW_MS - 9 * 60_000 }

const people = (more: Partial<PeopleProps> = {}) =>
  optionsView({
    section: 'people',
    session: session({ me: more.me ?? admin }),
    people: () => (
      <PeopleView
        people={peopleList()}
        {...fresh}
        me={admin}
        nowMs={NOW_MS}
        asking={null}
        links={[]}
        busy={false}
        trouble={null}
        failed={null}
        onAsk={nothing}
        onCloseLink={nothing}
        onInvite={nothing}
        onNewLink={nothing}
        onRevokeLink={nothing}
        onSetRole={nothing}
        onSignOut={nothing}
        {...more}
      />
    ),
  })

const connections = (more: Partial<ConnectionsProps> = {}) =>
  optionsView({
    section: 'connections',
    session: session({ me: admin }),
    connections: () => (
      <ConnectionsView
        connections={[demoStatus(), connectionStatus()]}
        {...fresh}
        server="https://baton.acme.example"
        nowMs={NOW_MS}
        editing={null}
        hookOf={null}
        checks={null}
        busy={null}
        trouble={null}
        onEdit={nothing}
        onChange={nothing}
        onHook={nothing}
        onTest={nothing}
        onSave={nothing}
        {...more}
      />
    ),
  })

const taken = {
  problem: problem('invalid-field', 'See email.', [{ field: 'email', detail: 'is already somebody’s here' }]),
}
const link = {
  personId: 'dana',
  isInvite: true,
  name: 'Dana Berg',
  until: inMin(7 * 24 * 60),
  address: 'https://baton.acme.example/link?crm=https%3A%2F%2Facme.odoo.example#acme.Zr6T1b0aVdQm0fD9s2kJ3hG7',
}
const trouble = checks({
  sign_in: { state: 'failed', detail: 'Odoo does not take the key. Make a new one and paste it here.' },
  read: { state: 'skipped', detail: 'Not tested, as a step before it failed.' },
  write: { state: 'skipped', detail: 'Not tested, as a step before it failed.' },
  people: { state: 'skipped', detail: 'Not tested, as a step before it failed.' },
  webhook: { state: 'skipped', detail: 'Not tested, as a step before it failed.' },
})
const nearlyGood = checks({
  people: { state: 'warning', detail: 'No user of Odoo has the e-mail address or log-in dana@acme.example.' },
  webhook: { state: 'warning', detail: 'No automation rule on leads sends a webhook.' },
})
const older = checks({
  version: { state: 'failed', detail: 'Odoo 18.0 needs more than the key: enter the log-in of its user.' },
})

/** What those who run Baton see: people and connections. */
export const officeStates: Record<string, GalleryState> = {
  'options/people': { view: people() },
  'options/people-menu': { view: people(), open: ['Change Ana Ruiz'] },
  'options/people-invite': { view: people({ asking: { what: 'invite' } }) },
  'options/people-inviting': { view: people({ asking: { what: 'invite' }, busy: true }) },
  'options/people-taken': { view: people({ asking: { what: 'invite' }, trouble: taken }) },
  'options/people-link': { view: people({ links: [link] }) },
  'options/people-links': {
    view: people({
      links: [{ ...link, personId: 'jonas', name: 'Jonas Weiss', isInvite: false, address: `${link.address}2` }, link],
    }),
  },
  'options/people-act-busy': { view: people({ busy: true }), open: ['Change Ana Ruiz'] },
  'options/people-role': { view: people({ asking: { what: 'role', personId: 'ana' } }) },
  'options/people-sign-out': { view: people({ asking: { what: 'sign_out', personId: 'ana' } }) },
  'options/people-refused': {
    view: people({ failed: { personId: 'dana', problem: problem('not-allowed') } }),
  },
  'options/people-team': { view: people({ me: me({ role: 'manager' }), people: peopleList({ grants: [] }) }) },
  'options/people-unanswered': { view: people({ people: null, problem: { problem: null } }) },
  'options/people-stale': { view: people(stale) },
  'options/people-asking-again': { view: people({ ...stale, retrying: true }) },
  'options/people-loading': { view: people({ people: null }) },
  'options/connections': { view: connections() },
  'options/connections-stale': { view: connections({ ...stale, hookOf: 'odoo' }) },
  'options/connections-empty': { view: connections({ connections: [] }) },
  'options/connections-down': {
    view: connections({
      connections: [connectionStatus({ problem: 'Odoo does not accept the API key: it is wrong, or it has expired' })],
    }),
  },
  'options/connections-new': {
    view: connections({ connections: [], editing: 'new' }),
    open: ['How to make the key 3 steps in Odoo'],
  },
  'options/connections-testing': { view: connections({ editing: connectionStatus(), busy: 'test' }) },
  'options/connections-tested': { view: connections({ editing: connectionStatus(), checks: nearlyGood }) },
  'options/connections-good': { view: connections({ editing: connectionStatus(), checks: checks() }) },
  'options/connections-wrong-key': { view: connections({ editing: connectionStatus(), checks: trouble }) },
  'options/connections-older': { view: connections({ editing: connectionStatus(), checks: older }) },
  'options/connections-refused': {
    view: connections({ editing: connectionStatus(), trouble: { problem: problem('unavailable') } }),
  },
  'options/connections-hook': { view: connections({ hookOf: 'odoo' }) },
  'options/connections-hook-heard': {
    view: connections({ connections: [connectionStatus({ hookHeardAt: inMin(-1) })], hookOf: 'odoo' }),
  },
  'options/connections-hook-loopback': { view: connections({ hookOf: 'odoo', server: 'http://127.0.0.1:8787' }) },
  'options/connections-unanswered': { view: connections({ connections: null, problem: { problem: null } }) },
}
