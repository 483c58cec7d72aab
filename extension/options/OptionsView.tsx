import type { CrmAccess, SessionState } from '../worker/contract.ts'
import { t } from '../ui/messages.ts'
import { CrmList } from './CrmList.tsx'
import { SignedIn } from './SignedIn.tsx'
import { SignIn } from './SignIn.tsx'
import { Wait } from './Wait.tsx'

/** What is under way, by the thing that was pressed. */
export type Busy = { act: 'sign_in' | 'sign_out' } | { act: 'crm'; connectionId: string } | null

/** What did not work, at the place where it was tried; `text` says it in plain words with the next step. */
export type Trouble =
  | { at: 'sign_in' | 'sign_out'; text: string }
  | { at: 'crm'; connectionId: string; text: string }
  | null

export type OptionsProps = {
  /** Null while the first answer is awaited. */
  session: SessionState | null
  crm: CrmAccess[] | null
  busy: Busy
  trouble: Trouble
  onSignIn: (link: string) => void
  onSignOut: () => void
  onAllow: (access: CrmAccess) => void
}

/** Server and sign-in, then access to the workspace's CRMs. */
export const OptionsView = (props: OptionsProps) => {
  const { session } = props
  return (
    <main className="options">
      <h1>{t('options.title')}</h1>
      <section aria-labelledby="server">
        <h2 id="server">{t('options.serverTitle')}</h2>
        <div className="panel">{session === null ? <Wait /> : <Server {...props} session={session} />}</div>
      </section>
      <section aria-labelledby="crm">
        <h2 id="crm">{t('options.crmTitle')}</h2>
        <p className="lead muted">{t('options.crmLead')}</p>
        {session === null ? (
          <div className="panel">
            <Wait />
          </div>
        ) : session.me === null ? (
          <p className="panel muted">{t('options.crmSignedOut')}</p>
        ) : (
          <CrmList {...props} />
        )}
      </section>
    </main>
  )
}

const Server = (props: OptionsProps & { session: SessionState }) => {
  const { session, busy, trouble, onSignIn, onSignOut } = props
  const said = trouble?.at === 'sign_in' || trouble?.at === 'sign_out' ? trouble.text : null
  if (session.me === null) return <SignIn busy={busy?.act === 'sign_in'} trouble={said} onSignIn={onSignIn} />
  return (
    <SignedIn session={session} me={session.me} busy={busy?.act === 'sign_out'} trouble={said} onSignOut={onSignOut} />
  )
}
