import type { ConnectionInput, ConnectionStatus, SetUpCheck } from '../../shared/connection.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { useFocusBack } from '../ui/useFocus.ts'
import { ConnectionForm } from './ConnectionForm.tsx'
import { statusLines } from './connectionWords.ts'
import { HookSteps } from './HookSteps.tsx'
import { LastKnown } from './LastKnown.tsx'
import type { ServerTrouble } from './PeopleView.tsx'
import { Unanswered } from './Unanswered.tsx'
import type { Standing } from './useStanding.ts'
import { Wait } from './Wait.tsx'

export type ConnectionsProps = Standing & {
  /** Null while the first answer is awaited. */
  connections: ConnectionStatus[] | null
  /** Origin under which browsers and CRMs reach Baton. */
  server: string
  nowMs: number
  editing: ConnectionStatus | 'new' | null
  /** The connection whose webhook is shown. */
  hookOf: string | null
  /** What the last test of what is being edited found. */
  checks: SetUpCheck[] | null
  busy: 'test' | 'save' | null
  trouble: ServerTrouble
  onEdit: (connection: ConnectionStatus | 'new' | null) => void
  /** Something else is typed in than what was tested. */
  onChange: () => void
  onHook: (connectionId: string | null) => void
  onTest: (input: ConnectionInput) => void
  onSave: (input: ConnectionInput) => void
}

/** The CRMs that Baton reads and writes: how they fare, and one form to connect or mend one. */
export const ConnectionsView = (props: ConnectionsProps) => {
  const { connections, problem, retrying, editing, onEdit, onRetry } = props
  const newButton = useFocusBack<HTMLButtonElement>(editing === 'new')
  const heading = useFocusBack<HTMLHeadingElement>(retrying)
  return (
    <section aria-labelledby="connections">
      <div className="section-head">
        <h2 ref={heading} id="connections" tabIndex={-1}>
          {t('connections.title')}
        </h2>
        {connections !== null && editing === null ? (
          <Button ref={newButton} look="main" onPress={() => onEdit('new')}>
            {t('connections.connect')}
          </Button>
        ) : null}
      </div>
      <p className="lead muted">{t('connections.lead')}</p>
      {editing === null ? null : (
        <ConnectionForm key={editing === 'new' ? 'new' : editing.connection.id} {...props} editing={editing} />
      )}
      {connections !== null ? (
        <>
          <LastKnown {...props} />
          <List {...props} connections={connections} />
        </>
      ) : problem === null ? (
        <div className="panel">
          <Wait />
        </div>
      ) : (
        <Unanswered {...problem} retrying={retrying} onRetry={onRetry} />
      )}
    </section>
  )
}

const List = (props: ConnectionsProps & { connections: ConnectionStatus[] }) => {
  const { connections, editing, hookOf, server } = props
  if (connections.length === 0) {
    return editing !== null ? null : (
      <div className="panel">
        <p>{t('connections.empty')}</p>
        <p className="muted">{t('connections.emptyNext')}</p>
      </div>
    )
  }
  const shown = connections.find(({ connection, hookPath }) => connection.id === hookOf && hookPath !== null)
  return (
    <>
      <table className="panel table" aria-labelledby="connections">
        <thead>
          <tr>
            <th scope="col">{t('connections.name')}</th>
            <th scope="col">{t('connections.status')}</th>
            <th scope="col">
              <span className="unseen">{t('connections.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {connections.map((status) => (
            <Line key={status.connection.id} {...props} status={status} />
          ))}
        </tbody>
      </table>
      {shown === undefined ? null : (
        <HookSteps key={shown.connection.id} {...props} status={shown} address={`${server}${shown.hookPath}`} />
      )}
    </>
  )
}

const Line = ({ status, nowMs, editing, hookOf, onEdit, onHook }: ConnectionsProps & { status: ConnectionStatus }) => {
  const { connection, hookPath, setUp, problem } = status
  const isShown = hookOf === connection.id
  const isEdited = editing !== null && editing !== 'new' && editing.connection.id === connection.id
  const hookButton = useFocusBack<HTMLButtonElement>(isShown)
  const editButton = useFocusBack<HTMLButtonElement>(isEdited)
  return (
    <tr>
      <th scope="row">
        <span className="strong">{connection.name}</span>
        <span className="muted below">{new URL(connection.baseUrl).host}</span>
      </th>
      <td>
        {problem === null ? null : <p className="trouble">{problem}</p>}
        {statusLines(status, nowMs).map((line) => (
          <p key={line} className="muted">
            {line}
          </p>
        ))}
      </td>
      <td className="acts">
        {hookPath === null ? null : (
          <Button
            ref={hookButton}
            look="quiet"
            aria-expanded={isShown}
            onPress={() => onHook(isShown ? null : connection.id)}
          >
            {t('connections.hookShow')}
            <span className="unseen">{connection.name}</span>
          </Button>
        )}
        {setUp === null || editing !== null ? null : (
          <Button ref={editButton} look="quiet" onPress={() => onEdit(status)}>
            {t('connections.edit')}
            <span className="unseen">{connection.name}</span>
          </Button>
        )}
      </td>
    </tr>
  )
}
