import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from './messages.ts'

type Props = {
  busy: boolean
  trouble: { text: string; offersCode?: boolean } | null
  onSignIn: (link: string) => void
  onUseCode: (link: string) => void
}

/** One link, one press; where the window does not do, a code. */
export const SignIn = ({ busy, trouble, onSignIn, onUseCode }: Props) => {
  const [link, setLink] = useState('')
  const [isCodeOffered, setCodeOffered] = useState(false)
  // Once it is offered it stays: it must not vanish under the press that uses it.
  if (trouble?.offersCode && !isCodeOffered) setCodeOffered(true)
  return (
    <div className="stack">
      <Field
        label={t('options.linkLabel')}
        hint={t(busy ? 'options.signingInHint' : 'options.linkHint')}
        error={trouble?.text ?? null}
      >
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
      <div className="buttons">
        <Button look="main" busy={busy} onPress={() => onSignIn(link)}>
          {t(busy ? 'options.signingIn' : 'options.signIn')}
        </Button>
        {isCodeOffered ? (
          <Button busy={busy} onPress={() => onUseCode(link)}>
            {t('options.useCode')}
          </Button>
        ) : null}
      </div>
      <p className="unseen" role="status">
        {trouble?.text ?? ''}
      </p>
    </div>
  )
}
