import { useState } from 'react'
import { signInLink } from '../../shared/session.ts'
import { checks, connectionStatus, demoStatus, peopleList } from '../../test/support/officeViews.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { inMin, NOW_MS } from '../../test/support/views.ts'
import { ConnectionsView } from '../options/ConnectionsView.tsx'
import { PeopleView } from '../options/PeopleView.tsx'
import type { ShownLink } from '../options/ShownLinks.tsx'
import { useAsking } from '../options/useAsking.ts'
import { useEditing } from '../options/useEditing.ts'
import { optionsView } from './optionsStates.tsx'

const nothing = () => {}
const admin = me({ role: 'admin' })
const fresh = { problem: null, asOfMs: NOW_MS, retrying: false, onRetry: nothing, nowMs: NOW_MS }

/** A server that answers what it was asked first when the page is told `answer`, and refuses it at `refuse`. */
const answered = <T,>(answer: T): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = new AbortController()
    const once = (act: () => void) => () => (ended.abort(), act())
    const at = { signal: ended.signal }
    window.addEventListener(
      'answer',
      once(() => resolve(answer)),
      at,
    )
    window.addEventListener(
      'refuse',
      once(() => reject(new Error('refused'))),
      at,
    )
  })

const PlayedPeople = () => {
  const [links, setLinks] = useState<ShownLink[]>([])
  const { ask, run, atRow, ...asking } = useAsking(() => Promise.resolve())
  const [asked, setAsked] = useState<string[]>([])
  const act = (what: string) => () => {
    setAsked((before) => [...before, what])
    return answered(undefined)
  }
  const show = (personId: string, name: string, isInvite: boolean) => () => {
    const address = signInLink({ server: 'https://baton.acme.example', token: `acme.${personId}`, crms: [] })
    setLinks((shown) => [{ personId, name, until: inMin(60), address, isInvite }, ...shown])
  }
  return (
    <div data-asked={asked.join(' ')}>
      <PeopleView
        {...fresh}
        {...asking}
        people={peopleList()}
        me={admin}
        links={links}
        onAsk={ask}
        onCloseLink={(id) => setLinks((shown) => shown.filter(({ personId }) => personId !== id))}
        onInvite={({ name }) => void run(act('invite'), show('new', name, true))}
        onNewLink={({ id, name }) => void atRow(id, act(`link:${id}`), show(id, name, false))}
        onRevokeLink={({ id }) => void atRow(id, act(`withdraw:${id}`))}
        onSetRole={(id) => void run(act(`role:${id}`))}
        onSignOut={(id) => void run(act(`sign-out:${id}`))}
      />
    </div>
  )
}

const PlayedConnections = () => {
  const editing = useEditing({ test: () => answered(checks()), save: () => answered('odoo') })
  return (
    <ConnectionsView
      {...fresh}
      {...editing}
      connections={[demoStatus(), connectionStatus()]}
      server="https://baton.acme.example"
    />
  )
}

/** Pages that do what is pressed, but for their server, which answers when it is told to. */
export const officePlay = {
  'options/people-played': {
    view: optionsView({ section: 'people', session: session({ me: admin }), people: () => <PlayedPeople /> }),
  },
  'options/connections-played': {
    view: optionsView({
      section: 'connections',
      session: session({ me: admin }),
      connections: () => <PlayedConnections />,
    }),
  },
}
