import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from '../ui/messages.ts'

type Props = { busy: boolean; trouble: string | null; onSignIn: (link: string) => void }

/** One link, one press. */
export const SignIn = ({ busy, trouble, onSignIn }: Props) => {
  const [link, setLink] = useState('')
  return (
    <div className="sign-in">
      <Field label={t('options.linkLabel')} hint={t('options.linkHint')} error={trouble}>
        {(wiring) => (
          <input
            {...wiring}
            className="input"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://baton.example.com/link#…"
            value={link}
            onChange={({ target }) => setLink(target.value)}
            onKeyDown={({ key, nativeEvent }) => key === 'Enter' && nativeEvent.isTrusted && !busy && onSignIn(link)}
          />
        )}
      </Field>
      <div>
        <Button look="main" busy={busy} onPress={() => onSignIn(link)}>
          {t(busy ? 'options.signingIn' : 'options.signIn')}
        </Button>
      </div>
      <p className="unseen" role="status">
        {trouble ?? ''}
      </p>
    </div>
  )
}
