import { useState } from 'react'
import type { People, PersonRow } from '../../shared/people.ts'
import type { Role } from '../../shared/session.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { useFocusBack } from '../ui/useFocus.ts'
import { Confirm } from './Confirm.tsx'
import type { PeopleProps } from './PeopleView.tsx'
import { statusText } from './personWords.ts'
import { troubleText } from './troubleText.ts'

type Props = PeopleProps & { people: People; person: PersonRow }

/** One person, and under it what is being changed. */
export const PersonLine = (props: Props) => {
  const { person, me, nowMs, asking, links } = props
  const isAsked = asking !== null && asking.what !== 'invite' && asking.personId === person.id
  const hasLink = links.some(({ personId, isInvite }) => personId === person.id && !isInvite)
  const button = useFocusBack<HTMLButtonElement>(isAsked || hasLink)
  const isMe = person.id === me?.person.id
  const acts = isMe ? [] : actsOn(props)
  return (
    <>
      <tr>
        <th scope="row">
          <span className="strong">{person.name}</span>
          {isMe ? <span className="muted"> · {t('people.you')}</span> : null}
          <span className="muted below">{person.email}</span>
        </th>
        <td>{t(`role.${person.role}`)}</td>
        <td>{person.team?.name ?? <span className="muted whole">{t('people.noTeam')}</span>}</td>
        <td className={person.status === 'link_ended' ? 'warn' : undefined}>{statusText(person, nowMs)}</td>
        <td className="acts">
          {acts.length === 0 ? null : (
            <Menu
              buttonRef={button}
              label={
                <>
                  {t('people.change')} <span className="unseen">{person.name}</span>
                </>
              }
              items={acts}
            />
          )}
        </td>
      </tr>
      <Change {...props} />
    </>
  )
}

/** What the caller may do with somebody else; the server decides, this spares them what it would refuse. */
const actsOn = ({ people: { grants }, person, me, busy, onAsk, onNewLink, onRevokeLink }: Props) => {
  if (!grants.includes(person.role)) return []
  const isAdmin = me?.person.role === 'admin'
  const personId = person.id
  return [
    { id: 'link', label: t('people.newLink'), disabled: busy, onChoose: () => onNewLink(person) },
    ...(person.linkUntil === null
      ? []
      : [{ id: 'withdraw', label: t('people.withdrawLink'), disabled: busy, onChoose: () => onRevokeLink(person) }]),
    ...(isAdmin
      ? [{ id: 'role', label: t('people.changeRole'), onChoose: () => onAsk({ what: 'role', personId }) }]
      : []),
    ...(isAdmin && person.sessions > 0
      ? [
          {
            id: 'sign-out',
            label: t('people.signOutAll'),

            onChoose: () => onAsk({ what: 'sign_out', personId }),
          },
        ]
      : []),
  ]
}

const Change = (props: Props) => {
  const { person, asking, busy, trouble, failed, onAsk, onSignOut } = props
  const asked = asking !== null && asking.what !== 'invite' && asking.personId === person.id ? asking.what : null
  const hasFailed = failed?.personId === person.id
  if (asked === null && !hasFailed) return null
  const said = trouble === null ? null : troubleText(trouble.problem)
  return (
    <tr className="change">
      <td colSpan={5}>
        {hasFailed ? (
          <p className="trouble" role="status">
            {troubleText(failed.problem)}
          </p>
        ) : null}
        {asked === null ? null : asked === 'sign_out' ? (
          <Confirm
            title={t('people.signOutTitle', { name: person.name })}
            text={t('people.signOutText')}
            act={t(busy ? 'people.signingOut' : 'people.signOutNow')}
            busy={busy}
            trouble={said}
            onConfirm={() => onSignOut(person.id)}
            onCancel={() => onAsk(null)}
          />
        ) : (
          <RoleForm {...props} said={said} />
        )}
      </td>
    </tr>
  )
}

const RoleForm = ({ people, person, busy, said, onAsk, onSetRole }: Props & { said: string | null }) => {
  const [role, setRole] = useState<Role>(person.role)
  const title = t('people.roleTitle', { name: person.name })
  return (
    <div className="asking" role="group" aria-label={title}>
      <Select
        label={title}
        value={role}
        autoFocus
        options={people.grants.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={setRole}
      />
      <p className="muted">{t('people.roleText')}</p>
      {said === null ? null : (
        <p className="trouble" role="status">
          {said}
        </p>
      )}
      <div className="buttons">
        <Button look="main" busy={busy} onPress={() => onSetRole(person.id, role)}>
          {t(busy ? 'people.saving' : 'people.save')}
        </Button>
        <Button onPress={() => onAsk(null)}>{t('options.cancel')}</Button>
      </div>
    </div>
  )
}
