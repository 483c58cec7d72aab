import { useState } from 'react'
import type { Me } from '../../shared/session.ts'
import type { SessionState } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { useFocusBack } from '../ui/useFocus.ts'
import { Confirm } from './Confirm.tsx'
import type { OptionsProps } from './OptionsView.tsx'

type Props = OptionsProps & { session: SessionState; me: Me }

/** Who and where, and the ways out. */
export const SignedIn = ({
  session,
  me: { person, workspace },
  busy,
  trouble,
  onSignOut,
  onSignOutEverywhere,
}: Props) => {
  const [isAsking, setAsking] = useState(false)
  const askButton = useFocusBack<HTMLButtonElement>(isAsking)
  const team = person.team === null ? '' : ` · ${person.team}`
  const rows: [string, string][] = [
    [t('options.signedInAs'), `${person.name} · ${person.email}`],
    [t('options.role'), `${t(`role.${person.role}`)}${team}`],
    [t('options.workspace'), workspace.name],
    [t('options.server'), `${session.server ?? ''} · ${t(session.online ? 'options.online' : 'options.offline')}`],
  ]
  const isLeaving = busy?.act === 'sign_out'
  return (
    <div className="stack">
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {session.waitingActs === 0 ? null : (
        <p className="warn">{t('options.signOutWarns', { count: session.waitingActs })}</p>
      )}
      {trouble?.at === 'sign_out' ? <p className="trouble">{trouble.text}</p> : null}
      {isAsking ? (
        <Confirm
          title={t('options.signOutAllTitle')}
          text={t('options.signOutAllText')}
          act={t(busy?.act === 'sign_out_everywhere' ? 'options.signingOut' : 'options.signOutAllNow')}
          busy={busy?.act === 'sign_out_everywhere'}
          trouble={trouble?.at === 'sign_out_everywhere' ? trouble.text : null}
          onConfirm={onSignOutEverywhere}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <div className="buttons">
          <Button busy={isLeaving} onPress={onSignOut}>
            {t(isLeaving ? 'options.signingOut' : 'options.signOut')}
          </Button>
          <Button ref={askButton} look="quiet" onPress={() => setAsking(true)}>
            {t('options.signOutAll')}
          </Button>
        </div>
      )}
    </div>
  )
}
