import { type ReactNode, useRef } from 'react'
import type { QueueState, CrmAccess, SessionState } from '../worker/contract.ts'
import { t } from './messages.ts'
import { CrmList } from './CrmList.tsx'
import { sectionsFor, type Section } from './sections.ts'
import { useHeadingFocus } from './useHeadingFocus.ts'
import { Wait } from './Wait.tsx'
import { You } from './You.tsx'

/** What is under way, by the thing that was pressed. */
export type Busy =
  | { act: 'sign_in' | 'pair' | 'sign_out' | 'sign_out_everywhere' | 'open' }
  | { act: 'crm'; connectionId: string }
  | null

/** What did not work, at the place where it was tried; `text` says it in plain words with the next step. */
export type Trouble =
  | { at: 'sign_in'; text: string; offersCode?: boolean }
  | { at: 'pair' | 'sign_out' | 'sign_out_everywhere' | 'open'; text: string }
  | { at: 'crm'; connectionId: string; text: string }
  | null

export type OptionsProps = {
  section: Section
  /** What is shown, as one name: when it changes, its heading takes the focus. */
  placeName?: string
  /** Null while the first answer is awaited. */
  session: SessionState | null
  crm: CrmAccess[] | null
  queue: QueueState | null
  busy: Busy
  trouble: Trouble
  onSignIn: (link: string) => void
  onUseCode: (link: string) => void
  onPair: (code: string) => void
  onStopPairing: () => void
  onSignOut: () => void
  onSignOutEverywhere: () => void
  onAllow: (access: CrmAccess) => void
  onOpen: (recordUrl: string) => void
  /** What those who run Baton see besides; made when it is looked at. */
  people: () => ReactNode
  connections: () => ReactNode
  imports: () => ReactNode
  playbook: () => ReactNode
  turns: () => ReactNode
  /** When the one who is signed in is away. */
  away: () => ReactNode
  /** The handoff point and its steps, below the sections. */
  playbookNav: () => ReactNode
}

/** A short navigation, and one section of the settings. */
export const OptionsView = (props: OptionsProps) => {
  const { session } = props
  const sections = sectionsFor(session?.me?.person.role ?? null)
  const section = sections.includes(props.section) ? props.section : 'you'
  const main = useRef<HTMLElement>(null)
  useHeadingFocus(main, sections.includes(props.section) ? (props.placeName ?? section) : section)
  return (
    <div className="options">
      <header>
        <h1>{t('options.title')}</h1>
        <nav aria-label={t('options.sections')}>
          {sections.map((name) => (
            <a key={name} href={`#${name}`} aria-current={name === section ? 'page' : undefined}>
              {t(`options.section.${name}`)}
            </a>
          ))}
        </nav>
        {sections.includes('playbook') ? props.playbookNav() : null}
      </header>
      <main ref={main}>
        {session === null ? <Waiting /> : <Shown {...props} section={section} session={session} />}
      </main>
    </div>
  )
}

const Waiting = () => (
  <div className="panel">
    <Wait />
  </div>
)

const Shown = (props: OptionsProps & { session: SessionState }) => {
  const { section, session } = props
  if (section === 'people') return props.people()
  if (section === 'connections') return props.connections()
  if (section === 'import') return props.imports()
  if (section === 'playbook') return props.playbook()
  if (section === 'turns') return props.turns()
  if (section === 'you') return <You {...props} />
  return (
    <section aria-labelledby="crm">
      <h2 id="crm">{t('options.crmTitle')}</h2>
      <p className="lead muted">{t('options.crmLead')}</p>
      {session.me === null ? <p className="panel muted">{t('options.crmSignedOut')}</p> : <CrmList {...props} />}
    </section>
  )
}
