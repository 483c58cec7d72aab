import type { ConnectionStatus } from '../../shared/connection.ts'
import { Button } from '../ui/Button.tsx'
import { whenText } from '../ui/instants.ts'
import { t } from './messages.ts'
import { useFocusOnMount } from '../ui/useFocus.ts'
import { isLoopback, isReadable } from './connectionWords.ts'
import type { ConnectionsProps } from './ConnectionsView.tsx'
import { CopyLine } from './CopyLine.tsx'

type Props = ConnectionsProps & { status: ConnectionStatus; address: string }

/** How Odoo is told to tell Baton, and whether it has. */
export const HookSteps = ({ status, address, nowMs, onHook }: Props) => {
  const { connection, hookHeardAt } = status
  const group = useFocusOnMount<HTMLDivElement>()
  const isElsewhere = isLoopback(address) && !isLoopback(connection.baseUrl)
  const title = t('connections.hookTitle', { name: connection.name })
  return (
    <div ref={group} className="panel stack made" role="group" aria-label={title} tabIndex={-1}>
      <div>
        <h3>{title}</h3>
        <p className="muted">{t('connections.hookLead')}</p>
      </div>
      {isElsewhere ? <p className="warn">{t('connections.hookLoopback')}</p> : null}
      {isReadable(address) ? <p className="warn">{t('connections.hookHttp')}</p> : null}
      <CopyLine label={t('connections.hookAddress')} hint={t('connections.hookSecret')} value={address} />
      <ol className="steps">
        <li>{t('connections.hookStep1')}</li>
        <li>{t('connections.hookStep2')}</li>
        <li>{t('connections.hookStep3')}</li>
      </ol>
      <p role="status" className={hookHeardAt === null ? undefined : 'safe'}>
        {hookHeardAt === null
          ? t('connections.hookNotYet')
          : t('connections.hookNow', { at: whenText(Date.parse(hookHeardAt), nowMs) })}
      </p>
      <div className="buttons">
        <Button onPress={() => onHook(null)}>{t('options.done')}</Button>
      </div>
    </div>
  )
}
