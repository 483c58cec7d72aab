import type { Me } from '../../shared/session.ts'
import type { SessionState } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'

type Props = { session: SessionState; me: Me; busy: boolean; trouble: string | null; onSignOut: () => void }

/** Who and where, and the way out. */
export const SignedIn = ({ session, me: { person, workspace }, busy, trouble, onSignOut }: Props) => {
  const team = person.team === null ? '' : ` · ${person.team}`
  const rows: [string, string][] = [
    [t('options.signedInAs'), `${person.name} · ${person.email}`],
    [t('options.role'), `${t(`role.${person.role}`)}${team}`],
    [t('options.workspace'), workspace.name],
    [t('options.server'), `${session.server ?? ''} · ${t(session.online ? 'options.online' : 'options.offline')}`],
  ]
  return (
    <div className="signed-in">
      <dl>
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
      {trouble === null ? null : <p className="trouble">{trouble}</p>}
      <div>
        <Button busy={busy} onPress={onSignOut}>
          {t(busy ? 'options.signingOut' : 'options.signOut')}
        </Button>
      </div>
    </div>
  )
}
