import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionInput, ConnectionStatus, SetUpCheck } from '../../shared/connection.ts'
import { problemIn } from '../api/problemIn.ts'
import { useServer } from '../api/server.ts'
import { useWorker } from '../api/worker.ts'
import { useNow } from '../ui/useNow.ts'
import { ConnectionsView } from './ConnectionsView.tsx'

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
  const test = useMutation(server.connections.check.mutationOptions())
  const save = useMutation(server.connections.save.mutationOptions())
  const refreshCrms = useMutation(worker.crm.refresh.mutationOptions())
  const [editing, setEditing] = useState<ConnectionStatus | 'new' | null>(null)
  const [hookOf, setHookOf] = useState<string | null>(null)
  const [checks, setChecks] = useState<SetUpCheck[] | null>(null)
  const [busy, setBusy] = useState<'test' | 'save' | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)

  const edit = (next: ConnectionStatus | 'new' | null) => {
    setEditing(next)
    setChecks(null)
    setTrouble(null)
  }

  const run = async <T,>(what: 'test' | 'save', act: Promise<T>, then: (answer: T) => void) => {
    setBusy(what)
    setTrouble(null)
    try {
      then(await act)
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(null)
    }
  }

  const onSave = (input: ConnectionInput) =>
    run('save', save.mutateAsync(input), ({ connection }) => {
      edit(null)
      setHookOf(connection.id)
      refreshCrms.mutate()
      void cache.invalidateQueries(server.connections.pathFilter())
    })

  return (
    <ConnectionsView
      connections={status.data ?? null}
      problem={status.isError && status.data === undefined ? { problem: problemIn(status.error) } : null}
      server={session?.server ?? ''}
      nowMs={nowMs}
      editing={editing}
      hookOf={hookOf}
      checks={checks}
      busy={busy}
      trouble={trouble === null ? null : { problem: problemIn(trouble) }}
      onEdit={edit}
      onHook={setHookOf}
      onTest={(input) => void run('test', test.mutateAsync(input), setChecks)}
      onSave={(input) => void onSave(input)}
      onRetry={() => void status.refetch()}
    />
  )
}
