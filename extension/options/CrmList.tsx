import type { CrmAccess } from '../worker/contract.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { useFocusOnChange } from '../ui/useFocus.ts'
import type { OptionsProps } from './OptionsView.tsx'
import { isKeeper } from './sections.ts'
import { Wait } from './Wait.tsx'

/** The workspace's CRMs: where Baton may show a handoff. */
export const CrmList = ({ session, crm, busy, trouble, onAllow }: OptionsProps) => {
  const mayConnect = isKeeper(session?.me?.person.role ?? null)
  if (crm === null) {
    return (
      <div className="panel">
        <Wait />
      </div>
    )
  }
  if (crm.length === 0) {
    return (
      <div className="panel">
        <p>{t('options.crmEmpty')}</p>
        <p className="muted">{mayConnect ? <ToConnections /> : t('options.crmEmptyNext')}</p>
      </div>
    )
  }
  return (
    <>
      <ul className="panel crms">
        {crm.map((access) => {
          const { id } = access.connection
          const isAsking = busy?.act === 'crm' && busy.connectionId === id
          const said = trouble?.at === 'crm' && trouble.connectionId === id ? trouble.text : null
          return <Crm key={id} access={access} asking={isAsking} trouble={said} onAllow={() => onAllow(access)} />
        })}
      </ul>
      {crm.some(({ granted }) => granted) ? <p className="lead muted">{t('options.crmHowOff')}</p> : null}
    </>
  )
}

/** «Connect one under Connections»: the way there. */
const ToConnections = () => {
  const name = t('options.section.connections')
  const [before, after] = t('options.crmEmptyKeeper', { connections: name }).split(name)
  return (
    <>
      {before}
      <a href="#connections">{name}</a>
      {after}
    </>
  )
}

type CrmProps = { access: CrmAccess; asking: boolean; trouble: string | null; onAllow: () => void }

const Crm = ({ access: { connection, granted }, asking, trouble, onAllow }: CrmProps) => {
  const { host } = new URL(connection.baseUrl)
  const line = useFocusOnChange<HTMLLIElement>(String(granted))
  return (
    <li ref={line} tabIndex={-1}>
      <div>
        <h3>{connection.name}</h3>
        <p className="muted">{t(granted ? 'options.crmOnText' : 'options.crmOffText', { host })}</p>
        <p className="trouble" role="status">
          {trouble}
        </p>
      </div>
      {granted ? (
        <span className="granted">{t('options.crmOn')}</span>
      ) : (
        <Button busy={asking} onPress={onAllow}>
          {t(asking ? 'options.crmAsking' : 'options.crmTurnOn')}
          <span className="unseen">{connection.name}</span>
        </Button>
      )}
    </li>
  )
}
