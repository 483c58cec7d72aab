import type { OptionsProps } from '../options/OptionsView.tsx'
import { OptionsView } from '../options/OptionsView.tsx'
import { t } from '../options/messages.ts'
import { problemText } from '../ui/phrases.ts'
import { crmAccess, me, queue, queueState, rows, session } from '../../test/support/queueViews.ts'
import type { GalleryState } from './states.tsx'

const odoo = { id: 'odoo', kind: 'odoo', name: 'Odoo', baseUrl: 'https://acme.odoo.example' } as const
const nothing = () => {}

export const optionsView = (more: Partial<OptionsProps> = {}) => (
  <OptionsView
    section="you"
    session={session()}
    crm={[crmAccess({}, true)]}
    queue={queueState(queue())}
    busy={null}
    trouble={null}
    onSignIn={nothing}
    onUseCode={nothing}
    onPair={nothing}
    onStopPairing={nothing}
    onSignOut={nothing}
    onSignOutEverywhere={nothing}
    onAllow={nothing}
    onOpen={nothing}
    people={() => null}
    connections={() => null}
    imports={() => null}
    playbook={() => null}
    turns={() => null}
    away={() => null}
    playbookNav={() => null}
    {...more}
  />
)

const out = (more: Partial<OptionsProps> = {}) => ({
  view: optionsView({
    session: session({ server: null, me: null }),
    crm: [],
    queue: { kind: 'signed_out' },
    ...more,
  }),
})
const crms = [crmAccess({}, true), crmAccess(odoo)]
const both = { section: 'crm', crm: crms } as const
const failed = (type: string) =>
  t('options.failed', problemText({ type: `urn:baton:problem:${type}`, title: '', status: 400 }))
const pairing = { server: 'https://baton.acme.example' }
const paired = session({ server: null, me: null, pairing })

export const optionsStates: Record<string, GalleryState> = {
  'options/signed-out': out(),
  'options/signing-in': out({ busy: { act: 'sign_in' } }),
  'options/not-a-link': out({ trouble: { at: 'sign_in', text: t('signIn.notALink') } }),
  'options/window-closed': out({ trouble: { at: 'sign_in', text: failed('window-closed'), offersCode: true } }),
  'options/link-used': out({ trouble: { at: 'sign_in', text: failed('link-used') } }),
  'options/pairing': out({ session: paired }),
  'options/pairing-wrong': out({
    session: paired,
    trouble: { at: 'pair', text: `${t('problem.wrong-code.title')} 4 tries are left.` },
  }),
  'options/pairing-over': out({ trouble: { at: 'pair', text: failed('code-ended') } }),
  'options/signed-in': { view: optionsView() },
  'options/opening': { view: optionsView({ busy: { act: 'open' } }) },
  'options/nothing-waiting': { view: optionsView({ queue: queueState(queue({ mine: [] })) }) },
  'options/one-waiting': { view: optionsView({ queue: queueState(queue({ mine: rows().slice(0, 1) })) }) },
  'options/switch-on': { view: optionsView({ crm: crms }) },
  'options/no-crm': { view: optionsView({ crm: [] }) },
  'options/offline': { view: optionsView({ session: session({ online: false, waitingActs: 2 }) }) },
  'options/sign-out-everywhere': { view: optionsView(), open: ['Sign out everywhere'] },
  'options/crm': { view: optionsView(both) },
  'options/crm-asking': { view: optionsView({ ...both, busy: { act: 'crm', connectionId: 'odoo' } }) },
  'options/crm-denied': {
    view: optionsView({
      ...both,
      trouble: { at: 'crm', connectionId: 'odoo', text: t('crm.permissionDenied', { host: 'acme.odoo.example' }) },
    }),
  },
  'options/crm-empty': { view: optionsView({ ...both, crm: [], session: session({ me: me({ role: 'admin' }) }) }) },
  'options/crm-signed-out': out({ section: 'crm' }),
  'options/loading': { view: optionsView({ session: null, crm: null, queue: null }) },
}
