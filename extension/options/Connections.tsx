import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ConnectionInput } from '../../shared/connection.ts'
import { useServer } from '../api/server.ts'
import { useWorker } from '../api/worker.ts'
import { useNow } from '../ui/useNow.ts'
import { ConnectionsView } from './ConnectionsView.tsx'
import { useEditing } from './useEditing.ts'
import { useStanding } from './useStanding.ts'

/** A webhook that is being set up is heard of while one looks. */
const LOOK_AGAIN_MS = 5_000

const NO_CLOCKS: [] = []

/** The workspace's CRM connections, as the server knows them. */
export const Connections = () => {
  const server = useServer()
  const nowMs = useNow(0, NO_CLOCKS)
  const worker = useWorker()
  const cache = useQueryClient()
  const { data: session } = useQuery(worker.session.state.queryOptions())
  const status = useQuery({
    ...server.connections.status.queryOptions(),
    refetchOnMount: 'always',
    refetchInterval: LOOK_AGAIN_MS,
  })
  const standing = useStanding(status)
  const { mutateAsync: test } = useMutation(server.connections.check.mutationOptions())
  const { mutateAsync: save } = useMutation(server.connections.save.mutationOptions())
  const refreshCrms = useMutation(worker.crm.refresh.mutationOptions())

  const saveAndLook = async (input: ConnectionInput): Promise<string> => {
    const { connection } = await save(input)
    refreshCrms.mutate()
    void cache.invalidateQueries(server.connections.pathFilter())
    return connection.id
  }
  const editing = useEditing({ test, save: saveAndLook })

  return (
    <ConnectionsView
      connections={status.data ?? null}
      {...standing}
      {...editing}
      server={session?.server ?? ''}
      nowMs={nowMs}
    />
  )
}
