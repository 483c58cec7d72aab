import { useState } from 'react'
import type { Pairing } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from './messages.ts'

type Props = {
  pairing: Pairing
  busy: boolean
  trouble: string | null
  onPair: (code: string) => void
  onStop: () => void
}

/** Signing in without a window: one code, shown in a tab of the server, typed in here. */
export const PairingForm = ({ pairing, busy, trouble, onPair, onStop }: Props) => {
  const [code, setCode] = useState('')
  const { host } = new URL(pairing.server)
  const pair = () => code.trim() !== '' && onPair(code.trim())
  return (
    <div className="stack">
      <p>{t('pairing.text', { server: host })}</p>
      <Field label={t('pairing.code')} error={trouble}>
        {(wiring) => (
          <input
            {...wiring}
            className="input code"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            value={code}
            onChange={({ target }) => setCode(target.value)}
            onKeyDown={({ key, nativeEvent }) => key === 'Enter' && nativeEvent.isTrusted && !busy && pair()}
          />
        )}
      </Field>
      <div className="buttons">
        <Button look="main" busy={busy} onPress={pair}>
          {t(busy ? 'options.signingIn' : 'options.signIn')}
        </Button>
        <Button onPress={onStop}>{t('pairing.again')}</Button>
      </div>
      <p className="unseen" role="status">
        {trouble ?? ''}
      </p>
    </div>
  )
}
