import type { SessionState } from '../worker/contract.ts'
import { t } from './messages.ts'
import { useFocusOnChange } from '../ui/useFocus.ts'
import type { OptionsProps } from './OptionsView.tsx'
import { PairingForm } from './PairingForm.tsx'
import { SignedIn } from './SignedIn.tsx'
import { SignIn } from './SignIn.tsx'
import { WhatNext } from './WhatNext.tsx'

/** Who one is here, and what there is to do next. */
export const You = (props: OptionsProps & { session: SessionState }) => {
  const { me, pairing } = props.session
  const place = useFocusOnChange<HTMLElement>(me !== null ? 'signed_in' : pairing !== null ? 'pairing' : 'signed_out')
  return (
    <>
      {me === null ? null : <WhatNext {...props} />}
      {me === null ? null : props.away()}
      <section ref={place} aria-labelledby="server" tabIndex={-1}>
        <h2 id="server">{t('options.serverTitle')}</h2>
        <div className="panel">
          <Server {...props} />
        </div>
      </section>
    </>
  )
}

const Server = (props: OptionsProps & { session: SessionState }) => {
  const { session, busy, trouble } = props
  if (session.me !== null) return <SignedIn {...props} me={session.me} />
  if (session.pairing !== null) {
    const said = trouble?.at === 'pair' ? trouble.text : null
    return (
      <PairingForm
        pairing={session.pairing}
        busy={busy?.act === 'pair'}
        trouble={said}
        onPair={props.onPair}
        onStop={props.onStopPairing}
      />
    )
  }
  return (
    <SignIn
      busy={busy?.act === 'sign_in'}
      trouble={
        trouble?.at === 'sign_in' ? trouble : trouble?.at === 'pair' ? { text: trouble.text, offersCode: true } : null
      }
      onSignIn={props.onSignIn}
      onUseCode={props.onUseCode}
    />
  )
}
