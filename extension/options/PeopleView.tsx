import type { InviteInput, People, PersonRow } from '../../shared/people.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Me, Role } from '../../shared/session.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { useFocusBack } from '../ui/useFocus.ts'
import { InviteForm } from './InviteForm.tsx'
import { LastKnown } from './LastKnown.tsx'
import { PersonLine } from './PersonLine.tsx'
import { type ShownLink, ShownLinks } from './ShownLinks.tsx'
import { Unanswered } from './Unanswered.tsx'
import type { Standing } from './useStanding.ts'
import { Wait } from './Wait.tsx'

/** What is open for an answer: the invitation, or one row's change. */
export type Asking = { what: 'invite' } | { what: 'role' | 'sign_out'; personId: string } | null

/** What was chosen in a row's menu and did not work. */
export type Failed = { personId: string; problem: Problem | null } | null

/** What did not work. No problem: nobody answered. */
export type ServerTrouble = { problem: Problem | null } | null

export type PeopleProps = Standing & {
  /** Null while the first answer is awaited. */
  people: People | null
  me: Me | null
  nowMs: number
  asking: Asking
  links: ShownLink[]
  busy: boolean
  trouble: ServerTrouble
  failed: Failed
  onAsk: (asking: Asking) => void
  onCloseLink: (personId: string) => void
  onInvite: (input: InviteInput) => void
  onNewLink: (person: PersonRow) => void
  onRevokeLink: (person: PersonRow) => void
  onSetRole: (personId: string, role: Role) => void
  onSignOut: (personId: string) => void
}

/** Who works with Baton, and the links that let them in. */
export const PeopleView = (props: PeopleProps) => {
  const { people, problem, retrying, asking, links, onAsk, onRetry, onCloseLink } = props
  const isInviting = asking?.what === 'invite'
  const inviteButton = useFocusBack<HTMLButtonElement>(isInviting || links.some(({ isInvite }) => isInvite))
  const heading = useFocusBack<HTMLHeadingElement>(retrying)
  const mayInvite = people !== null && people.grants.length > 0
  return (
    <section aria-labelledby="people">
      <div className="section-head">
        <h2 ref={heading} id="people" tabIndex={-1}>
          {t('people.title')}
        </h2>
        {mayInvite && !isInviting ? (
          <Button ref={inviteButton} look="main" onPress={() => onAsk({ what: 'invite' })}>
            {t('people.invite')}
          </Button>
        ) : null}
      </div>
      <p className="lead muted">{t(people === null || mayInvite ? 'people.lead' : 'people.leadTeam')}</p>
      <ShownLinks links={links} onClose={onCloseLink} />
      {people !== null && isInviting ? <InviteForm {...props} people={people} /> : null}
      {people !== null ? (
        <>
          <LastKnown {...props} />
          <Table {...props} people={people} />
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
