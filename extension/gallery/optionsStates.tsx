import type { OptionsProps } from '../options/OptionsView.tsx'
import { OptionsView } from '../options/OptionsView.tsx'
import { t } from '../ui/messages.ts'
import { crmAccess, session } from '../../test/support/queueViews.ts'
import type { GalleryState } from './states.tsx'

const odoo = { id: 'odoo', kind: 'odoo', name: 'Odoo', baseUrl: 'https://acme.odoo.example' } as const

const view = (more: Partial<OptionsProps> = {}) => (
  <OptionsView
    session={session()}
    crm={[crmAccess({}, true), crmAccess(odoo)]}
    busy={null}
    trouble={null}
    onSignIn={() => {}}
    onSignOut={() => {}}
    onAllow={() => {}}
    {...more}
  />
)

const signedOut = session({ server: null, me: null })

export const optionsStates: Record<string, GalleryState> = {
  'options/signed-out': { view: view({ session: signedOut, crm: null }) },
  'options/signing-in': { view: view({ session: signedOut, crm: null, busy: { act: 'sign_in' } }) },
  'options/not-a-link': {
    view: view({ session: signedOut, crm: null, trouble: { at: 'sign_in', text: t('signIn.notALink') } }),
  },
  'options/signed-in': { view: view() },
  'options/offline': { view: view({ session: session({ online: false, waitingActs: 2 }) }) },
  'options/crm-asking': { view: view({ busy: { act: 'crm', connectionId: 'odoo' } }) },
  'options/crm-denied': {
    view: view({
      trouble: { at: 'crm', connectionId: 'odoo', text: t('crm.permissionDenied', { host: 'acme.odoo.example' }) },
    }),
  },
  'options/crm-empty': { view: view({ crm: [] }) },
  'options/loading': { view: view({ session: null, crm: null }) },
}
