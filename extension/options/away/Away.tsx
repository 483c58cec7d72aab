import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemIn } from '../../api/problemIn.ts'
import { useServer } from '../../api/server.ts'
import { useNow } from '../../ui/useNow.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { useStanding } from '../useStanding.ts'
import { AwayView } from './AwayView.tsx'

const NO_CLOCKS: [] = []

/** When I am away, as the server knows it. */
export const Away = () => {
  const server = useServer()
  const cache = useQueryClient()
  const nowMs = useNow(0, NO_CLOCKS)
  const [isAdding, setAdding] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<ServerTrouble>(null)
  const mine = useQuery({ ...server.availability.mine.queryOptions(), refetchOnWindowFocus: 'always' })
  const add = useMutation(server.availability.addAbsence.mutationOptions())
  const end = useMutation(server.availability.endAbsence.mutationOptions())
  const pause = useMutation(server.availability.setPaused.mutationOptions())
  const standing = useStanding(mine)

  const run = async (what: string, act: () => Promise<unknown>, then = () => {}) => {
    if (busy !== null) return
    setBusy(what)
    setTrouble(null)
    try {
      await act()
      then()
    } catch (error) {
      setTrouble({ problem: problemIn(error) })
    } finally {
      setBusy(null)
      await cache.invalidateQueries(server.availability.pathFilter())
    }
  }

  return (
    <AwayView
      mine={mine.data ?? null}
      {...standing}
      nowMs={nowMs}
      isAdding={isAdding}
      busy={busy}
      trouble={trouble}
      onOpen={(isOpen) => {
        setTrouble(null)
        setAdding(isOpen)
      }}
      onAdd={(span) =>
        void run(
          'add',
          () => add.mutateAsync(span),
          () => setAdding(false),
        )
      }
      onEnd={(from) => void run(from, () => end.mutateAsync({ from }))}
      onPause={(paused) => void run('pause', () => pause.mutateAsync({ paused }))}
    />
  )
}
