import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useWorker } from '../api/worker.ts'
import '../ui/theme.ts'
import { useAfter } from '../ui/useAfter.ts'
import { useNow } from '../ui/useNow.ts'
import type { QueueState } from '../worker/contract.ts'
import './popup.css'
import { PopupView } from './PopupView.tsx'

/** What comes faster shows no sign of loading. */
const QUIET_MS = 150

/** The popup: my queue from the worker. It closes itself when it has led somewhere else. */
export const Popup = () => {
  const worker = useWorker()
  const { data: state = null, refetch, isFetching } = useQuery(worker.queue.state.queryOptions())
  const { data: sent = null } = useQuery(worker.sent.state.queryOptions())
  const open = useMutation(worker.queue.open.mutationOptions())
  const options = useMutation(worker.session.openOptions.mutationOptions())
  const [openingId, setOpeningId] = useState<string | null>(null)
  const nowMs = useNow(
    state?.kind === 'queue' ? state.aheadMs : 0,
    useMemo(() => clocksOf(state), [state]),
  )
  const isLate = useAfter(QUIET_MS)
  if (state === null && !isLate) return null
  return (
    <PopupView
      state={state}
      sent={sent}
      nowMs={nowMs}
      openingId={openingId}
      retrying={isFetching}
      onOpen={({ id, recordUrl }) => {
        setOpeningId(id)
        open.mutate({ url: recordUrl }, { onSuccess: () => window.close(), onError: () => setOpeningId(null) })
      }}
      onOptions={() => options.mutate(undefined, { onSuccess: () => window.close() })}
      onRetry={() => void refetch()}
    />
  )
}

const clocksOf = (state: QueueState | null) => {
  if (state?.kind !== 'queue') return []
  const { mine, team, shared = [] } = state.queue
  const rows = [...mine, ...(team ?? []), ...shared.flatMap((each) => each.rows)]
  return rows.flatMap(({ clock }) => (clock === null ? [] : [clock]))
}
