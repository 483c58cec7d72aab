import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InviteInput, NewLink } from '../../shared/people.ts'
import { type Role, signInLink } from '../../shared/session.ts'
import { useServer } from '../api/server.ts'
import { useWorker } from '../api/worker.ts'
import { useNow } from '../ui/useNow.ts'
import { PeopleView } from './PeopleView.tsx'
import type { ShownLink } from './ShownLinks.tsx'
import { useAsking } from './useAsking.ts'
import { useStanding } from './useStanding.ts'

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
  const [links, setLinks] = useState<ShownLink[]>([])
  const standing = useStanding(people)
  const { asking, busy, trouble, failed, ask, run, atRow } = useAsking(() =>
    cache.invalidateQueries(server.people.pathFilter()),
  )

  const closeLink = (personId: string) => setLinks((shown) => shown.filter((link) => link.personId !== personId))
  const show =
    (name: string, isInvite: boolean) =>
    ({ personId, token, until }: NewLink) => {
      const crms = (connections.data ?? []).map(({ baseUrl }) => baseUrl)
      const address = signInLink({ server: session?.server ?? '', token, crms })
      // A new link ends the earlier one of the same person.
      closeLink(personId)
      setLinks((shown) => [{ personId, name, until, address, isInvite }, ...shown])
    }

  return (
    <PeopleView
      people={people.data ?? null}
      {...standing}
      me={session?.me ?? null}
      nowMs={nowMs}
      asking={asking}
      links={links}
      busy={busy}
      trouble={trouble}
      failed={failed}
      onAsk={ask}
      onCloseLink={closeLink}
      onInvite={(input: InviteInput) => void run(() => invite.mutateAsync(input), show(input.name, true))}
      onNewLink={({ id, name }) => void atRow(id, () => newLink.mutateAsync({ personId: id }), show(name, false))}
      onRevokeLink={({ id }) =>
        void atRow(
          id,
          () => revokeLink.mutateAsync({ personId: id }),
          () => closeLink(id),
        )
      }
      onSetRole={(personId: string, role: Role) => void run(() => setRole.mutateAsync({ personId, role }))}
      onSignOut={(personId) => void run(() => signOut.mutateAsync({ personId }))}
    />
  )
}
