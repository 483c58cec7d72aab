import { useState } from 'react'
import type { ConnectionInput, ConnectionStatus, SetUpCheck } from '../../shared/connection.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { t } from './messages.ts'
import { Checks } from './Checks.tsx'
import { draftOf, inputOf, isReadable, missingIn, type Draft } from './connectionWords.ts'
import type { ConnectionsProps } from './ConnectionsView.tsx'
import { errorsIn } from './fieldErrors.ts'
import { TextField } from './TextField.tsx'

type Props = ConnectionsProps & { editing: ConnectionStatus | 'new' }

/** One Odoo: where it is, the key, a test that says what is missing. */
export const ConnectionForm = (props: Props) => {
  const { editing, checks, busy, trouble, onEdit, onChange, onTest, onSave } = props
  const [draft, setDraft] = useState<Draft>(() => draftOf(editing))
  const [missing, setMissing] = useState<Partial<Draft>>({})
  const { of, rest } = errorsIn(trouble)
  const title = editing === 'new' ? t('connections.newTitle') : t('connections.editTitle', { name: draft.name })
  const [needsLogin, setNeedsLogin] = useState(draft.login !== '')
  // Once it is asked for it stays, though what the test found goes with the next letter.
  if (!needsLogin && (checks ?? []).some(isOlder)) setNeedsLogin(true)

  const send = (act: (input: ConnectionInput) => void) => {
    const found = missingIn(draft, editing)
    setMissing(found)
    if (busy === null && Object.keys(found).length === 0) act(inputOf(draft, editing))
  }
  const field = (name: keyof Draft) => ({
    value: draft[name],
    error: missing[name] ?? of(name),
    onChange: (value: string) => {
      setDraft({ ...draft, [name]: value })
      setMissing({})
      onChange()
    },
  })

  return (
    <form
      className="panel stack made"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted) send(onSave)
      }}
    >
      <h3>{title}</h3>
      <div className="pair">
        <TextField
          label={t('connections.field.baseUrl')}
          type="url"
          placeholder="https://odoo.example.com"
          hint={isReadable(draft.baseUrl) ? t('connections.plainHttp') : undefined}
          autoFocus
          {...field('baseUrl')}
        />
        <TextField
          label={t('connections.field.database')}
          hint={t('connections.field.databaseHint')}
          {...field('database')}
        />
        <TextField
          label={t('connections.field.apiKey')}
          hint={editing === 'new' ? undefined : t('connections.field.apiKeyKept')}
          type="password"
          {...field('apiKey')}
        />
        {needsLogin ? (
          <TextField label={t('connections.field.login')} hint={t('connections.field.loginHint')} {...field('login')} />
        ) : null}
        <TextField label={t('connections.field.name')} {...field('name')} />
      </div>
      <KeySteps />
      {checks === null ? null : <Checks checks={checks} />}
      {rest === null ? null : (
        <p className="trouble" role="status">
          {rest}
        </p>
      )}
      <div className="buttons">
        <Button type="submit" look="main" busy={busy !== null}>
          {t(busy === 'save' ? 'connections.saving' : 'connections.save')}
        </Button>
        <Button busy={busy !== null} onPress={() => send(onTest)}>
          {t(busy === 'test' ? 'connections.testing' : 'connections.test')}
        </Button>
        <Button look="quiet" onPress={() => onEdit(null)}>
          {t('options.cancel')}
        </Button>
      </div>
    </form>
  )
}

const isOlder = ({ step, state }: SetUpCheck): boolean => step === 'version' && state !== 'ok' && state !== 'skipped'

const KeySteps = () => (
  <Disclosure title={t('connections.keyHow')} value={t('connections.keyHowLong')}>
    {() => (
      <ol className="steps">
        <li>{t('connections.keyStep1')}</li>
        <li>{t('connections.keyStep2')}</li>
        <li>{t('connections.keyStep3')}</li>
      </ol>
    )}
  </Disclosure>
)
