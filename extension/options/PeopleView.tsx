import type { InviteInput, People, PersonRow } from '../../shared/people.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Me, Role } from '../../shared/session.ts'
import { Button } from '../ui/Button.tsx'
import { dateText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { CopyLine } from './CopyLine.tsx'
import { InviteForm } from './InviteForm.tsx'
import { PersonLine } from './PersonLine.tsx'
import { Unanswered } from './Unanswered.tsx'
import { Wait } from './Wait.tsx'

/** What is open for an answer: the invitation, or one row's change. `act`: it was done from the menu. */
export type Asking = { what: 'invite' } | { what: 'role' | 'sign_out' | 'act'; personId: string } | null

/** A link that was just made; it is shown once. `until`: ISO 8601. */
export type ShownLink = { name: string; until: string; address: string }

/** What did not work. No problem: nobody answered. */
export type ServerTrouble = { problem: Problem | null } | null

export type PeopleProps = {
  /** Null while the first answer is awaited. */
  people: People | null
  problem: ServerTrouble
  me: Me | null
  nowMs: number
  asking: Asking
  link: ShownLink | null
  busy: boolean
  trouble: ServerTrouble
  onAsk: (asking: Asking) => void
  onRetry: () => void
  onCloseLink: () => void
  onInvite: (input: InviteInput) => void
  onNewLink: (person: PersonRow) => void
  onRevokeLink: (person: PersonRow) => void
  onSetRole: (personId: string, role: Role) => void
  onSignOut: (personId: string) => void
}

/** Who works with Baton, and the links that let them in. */
export const PeopleView = (props: PeopleProps) => {
  const { people, problem, asking, link, onAsk, onRetry, onCloseLink } = props
  const mayInvite = people !== null && people.grants.length > 0
  return (
    <section aria-labelledby="people">
      <div className="section-head">
        <h2 id="people">{t('people.title')}</h2>
        {mayInvite && asking?.what !== 'invite' ? (
          <Button look="main" onPress={() => onAsk({ what: 'invite' })}>
            {t('people.invite')}
          </Button>
        ) : null}
      </div>
      <p className="lead muted">{t(people === null || mayInvite ? 'people.lead' : 'people.leadTeam')}</p>
      {link === null ? null : <Link key={link.address} {...link} onClose={onCloseLink} />}
      {people !== null && asking?.what === 'invite' ? <InviteForm {...props} people={people} /> : null}
      {people !== null ? (
        <Table {...props} people={people} />
      ) : problem === null ? (
        <div className="panel">
          <Wait />
        </div>
      ) : (
        <Unanswered {...problem} onRetry={onRetry} />
      )}
    </section>
  )
}

const Table = (props: PeopleProps & { people: People }) => {
  const { people } = props
  if (people.people.length === 0) {
    return (
      <div className="panel">
        <p>{t('people.empty')}</p>
        <p className="muted">{t('people.emptyNext')}</p>
      </div>
    )
  }
  return (
    <table className="panel table" aria-labelledby="people">
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.role')}</th>
          <th scope="col">{t('people.team')}</th>
          <th scope="col">{t('people.status')}</th>
          <th scope="col">
            <span className="unseen">{t('people.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.people.map((person) => (
          <PersonLine key={person.id} {...props} person={person} />
        ))}
      </tbody>
    </table>
  )
}

const Link = ({ name, until, address, onClose }: ShownLink & { onClose: () => void }) => (
  <div className="panel stack made" role="group" aria-label={t('people.linkTitle', { name })}>
    <h3>{t('people.linkTitle', { name })}</h3>
    <CopyLine
      label={t('people.linkLabel', { name })}
      hint={t('people.linkText', { name, until: dateText(Date.parse(until)) })}
      value={address}
    />
    <div className="buttons">
      <Button onPress={onClose}>{t('options.done')}</Button>
    </div>
  </div>
)
