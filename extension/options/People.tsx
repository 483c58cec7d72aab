import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InviteInput, NewLink } from '../../shared/people.ts'
import { type Role, signInLink } from '../../shared/session.ts'
import { problemIn } from '../api/problemIn.ts'
import { useServer } from '../api/server.ts'
import { useWorker } from '../api/worker.ts'
import { useNow } from '../ui/useNow.ts'
import { type Asking, PeopleView, type ShownLink } from './PeopleView.tsx'

const NO_CLOCKS: [] = []

/** The people of the workspace, as the server knows them. */
export const People = () => {
  const server = useServer()
  const nowMs = useNow(0, NO_CLOCKS)
  const cache = useQueryClient()
  const { data: session } = useQuery(useWorker().session.state.queryOptions())
  const people = useQuery({
    ...server.people.list.queryOptions(),
    refetchOnWindowFocus: 'always',
    refetchOnMount: 'always',
  })
  const connections = useQuery(server.connections.list.queryOptions())
  const invite = useMutation(server.people.invite.mutationOptions())
  const newLink = useMutation(server.people.newLink.mutationOptions())
  const revokeLink = useMutation(server.people.revokeLink.mutationOptions())
  const setRole = useMutation(server.people.setRole.mutationOptions())
  const signOut = useMutation(server.people.signOutEverywhere.mutationOptions())
  const [asking, setAsking] = useState<Asking>(null)
  const [link, setLink] = useState<ShownLink | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)

  const ask = (next: Asking) => {
    setAsking(next)
    setTrouble(null)
  }

  /** What is asked about closes when it is done; what went wrong is told there. */
  const run = async <T,>(act: Promise<T>, then?: (answer: T) => void) => {
    setBusy(true)
    setTrouble(null)
    try {
      then?.(await act)
      setAsking(null)
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
      await cache.invalidateQueries(server.people.pathFilter())
    }
  }

  const show = (name: string) => (made: NewLink) => {
    const crms = (connections.data ?? []).map(({ baseUrl }) => baseUrl)
    setLink({
      name,
      until: made.until,
      address: signInLink({ server: session?.server ?? '', token: made.token, crms }),
    })
  }
  /** These are pressed in a row's menu: what goes wrong is told at the row. */
  const atRow = <T,>(personId: string, act: Promise<T>, then?: (answer: T) => void) => {
    setAsking({ what: 'act', personId })
    return run(act, then)
  }

  return (
    <PeopleView
      people={people.data ?? null}
      problem={people.isError ? { problem: problemIn(people.error) } : null}
      me={session?.me ?? null}
      nowMs={nowMs}
      asking={asking}
      link={link}
      busy={busy}
      trouble={trouble === null ? null : { problem: problemIn(trouble) }}
      onAsk={ask}
      onRetry={() => void people.refetch()}
      onCloseLink={() => setLink(null)}
      onInvite={(input: InviteInput) => void run(invite.mutateAsync(input), show(input.name))}
      onNewLink={({ id, name }) => void atRow(id, newLink.mutateAsync({ personId: id }), show(name))}
      onRevokeLink={({ id }) => void atRow(id, revokeLink.mutateAsync({ personId: id }))}
      onSetRole={(personId: string, role: Role) => void run(setRole.mutateAsync({ personId, role }))}
      onSignOut={(personId) => void run(signOut.mutateAsync({ personId }))}
    />
  )
}
