import { useState } from 'react'
import type { People } from '../../shared/people.ts'
import type { Role } from '../../shared/session.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from './messages.ts'
import { Select } from '../ui/Select.tsx'
import { errorsIn } from './fieldErrors.ts'
import type { PeopleProps } from './PeopleView.tsx'
import { TextField } from './TextField.tsx'

type Missing = { name?: string; email?: string }

/** A new colleague: four fields and the link that lets them in. */
export const InviteForm = ({ people, busy, trouble, onInvite, onAsk }: PeopleProps & { people: People }) => {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>(people.grants[0] ?? 'rep')
  const [teamId, setTeamId] = useState('')
  const [missing, setMissing] = useState<Missing>({})
  const { of, rest } = errorsIn(trouble)

  const invite = () => {
    const found: Missing = {
      ...(name.trim() === '' ? { name: t('people.nameNeeded') } : {}),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? {} : { email: t('people.emailNeeded') }),
    }
    setMissing(found)
    if (Object.keys(found).length > 0) return
    onInvite({ name: name.trim(), email: email.trim(), role, teamId: teamId === '' ? null : teamId })
  }

  return (
    <form
      className="panel stack made"
      aria-label={t('people.inviteTitle')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted && !busy) invite()
      }}
    >
      <h3>{t('people.inviteTitle')}</h3>
      <div className="pair">
        <TextField
          label={t('people.name')}
          value={name}
          error={missing.name ?? of('name')}
          autoFocus
          onChange={setName}
        />
        <TextField
          label={t('people.email')}
          hint={t('people.emailHint')}
          type="email"
          value={email}
          error={missing.email ?? of('email')}
          onChange={setEmail}
        />
        <Select
          label={t('people.role')}
          value={role}
          options={people.grants.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRole}
        />
        <Field label={t('people.team')} error={of('teamId')}>
          {(wiring) => (
            <select {...wiring} className="input" value={teamId} onChange={({ target }) => setTeamId(target.value)}>
              <option value="">{t('people.noTeam')}</option>
              {people.teams.map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {rest === null ? null : (
        <p className="trouble" role="status">
          {rest}
        </p>
      )}
      <div className="buttons">
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'people.making' : 'people.makeLink')}
        </Button>
        <Button onPress={() => onAsk(null)}>{t('options.cancel')}</Button>
      </div>
    </form>
  )
}
