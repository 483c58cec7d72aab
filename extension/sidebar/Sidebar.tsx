import { keepPreviousData, replaceEqualDeep, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ClockView } from '../../shared/handoffParts.ts'
import type { QueueRow } from '../../shared/queue.ts'
import { recordKey } from '../../shared/record.ts'
import { useWorker } from '../api/worker.ts'
import '../ui/theme.ts'
import { useAfter } from '../ui/useAfter.ts'
import { useNow } from '../ui/useNow.ts'
import type { QueueState, SidebarState } from '../worker/contract.ts'
import type { SidebarActs } from './acts.ts'
import './sidebar.css'
import { SidebarView } from './SidebarView.tsx'
import { useFrameHeight } from './useFrameHeight.ts'
import { useGate } from './useGate.ts'
import { usePress } from './usePress.ts'

const NO_CLOCKS: ClockView[] = []
/** What comes faster shows no sign of loading. */
const QUIET_MS = 150

/** The sidebar of one tab: the worker's state, and presses back to it. */
export const Sidebar = () => {
  const worker = useWorker()
  const cache = useQueryClient()
  // Another handoff of the record than the one that matters most; the worker minds it on that record only.
  const [chosen, setChosen] = useState<string>()
  const asked = worker.sidebar.state.queryOptions(chosen === undefined ? undefined : { handoffId: chosen })
  const {
    data: state = null,
    refetch,
    isFetching,
  } = useQuery({ ...asked, structuralSharing, placeholderData: keepPreviousData })
  const { data: session } = useQuery(worker.session.state.queryOptions())
  const { data: queue } = useQuery(worker.queue.state.queryOptions())
  const { data: crms } = useQuery(worker.crm.list.queryOptions())
  const fold = useMutation(worker.sidebar.fold.mutationOptions())
  const size = useMutation(worker.sidebar.size.mutationOptions())
  const open = useMutation(worker.queue.open.mutationOptions())
  const options = useMutation(worker.session.openOptions.mutationOptions())
  const seen = useMutation(worker.acts.seen.mutationOptions())

  const handoff = state?.kind === 'handoff' ? state.handoff : null
  const record = state !== null && 'record' in state ? state.record : null
  const about = record === null ? null : recordKey(record)
  const { press, send, forget } = usePress(
    { handoffId: handoff?.id ?? null, record: about, version: handoff?.version ?? 0 },
    setChosen,
  )
  const aheadMs = state !== null && 'aheadMs' in state ? state.aheadMs : 0
  const nowMs = useNow(aheadMs, handoff?.clocks ?? NO_CLOCKS)
  const isLate = useAfter(QUIET_MS)
  const frame = useFrameHeight((heightPx) => size.mutate({ heightPx }))
  const next = useMemo(() => nextRow(queue, handoff?.id), [queue, handoff?.id])

  const { guard, withheld } = useGate(shownIn(state))
  const acts: SidebarActs = guard({
    press: send,
    choose: setChosen,
    fold: (folded) => {
      // Shown at once; the worker's answer follows.
      cache.setQueryData(asked.queryKey, (known: SidebarState | undefined) =>
        known && 'folded' in known ? { ...known, folded } : known,
      )
      fold.mutate({ folded })
    },
    openRecord: (url) => open.mutate({ url }),
    openOptions: () => options.mutate(),
    retry: () => void refetch(),
    seen: () => {
      forget()
      const read = handoff?.id ?? about
      if (read !== null) seen.mutate({ about: read })
    },
  })
  return (
    <div ref={frame}>
      {state === null && !isLate ? null : (
        <SidebarView
          state={state}
          press={press}
          withheld={withheld}
          next={next}
          me={session?.me?.person.id ?? null}
          crm={crms?.find((access) => access.connection.id === record?.connection)?.connection.name ?? null}
          nowMs={nowMs}
          retrying={state?.kind === 'unavailable' && (isFetching || state.checking === true)}
          acts={acts}
        />
      )}
    </div>
  )
}

/** Names what a press would be about. */
const shownIn = (state: SidebarState | null): string | null => {
  if (state?.kind === 'handoff') return `${state.handoff.id} ${state.handoff.state}`
  return state?.kind === 'no_handoff' ? `${state.kind} ${recordKey(state.record)}` : (state?.kind ?? null)
}

/** Why a record cannot be shown stays on while it is asked for again. */
const structuralSharing = (old: unknown, next: unknown): unknown => {
  const [before, after] = [old as SidebarState | undefined, next as SidebarState]
  const isSame =
    before?.kind === 'unavailable' && after.kind === 'asking' && recordKey(before.record) === recordKey(after.record)
  return isSame ? { ...before, checking: true } : replaceEqualDeep(old, next)
}

const nextRow = (queue: QueueState | undefined, shownId: string | undefined): QueueRow | null =>
  queue?.kind === 'queue' ? (queue.queue.mine.find(({ id, clock }) => id !== shownId && clock !== null) ?? null) : null
