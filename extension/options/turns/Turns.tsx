import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Tier } from '../../../shared/terms.ts'
import type { CreditInput } from '../../../shared/turns.ts'
import { problemIn } from '../../api/problemIn.ts'
import { useServer } from '../../api/server.ts'
import { useNow } from '../../ui/useNow.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { useStanding } from '../useStanding.ts'
import { TurnsView } from './TurnsView.tsx'

const NO_CLOCKS: [] = []

/** The ledger of turns of one pool and tier, as the server knows it. */
export const Turns = () => {
  const server = useServer()
  const cache = useQueryClient()
  const nowMs = useNow(0, NO_CLOCKS)
  const [pool, setPool] = useState<string | undefined>()
  const [tier, setTier] = useState<Tier>('high')
  const [isCrediting, setCrediting] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<{ at: string; told: ServerTrouble } | null>(null)
  const turns = useQuery({
    ...server.turns.pool.queryOptions({ tier, ...(pool === undefined ? {} : { pool }) }),
    refetchOnWindowFocus: 'always',
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
  const giveBack = useMutation(server.turns.giveBack.mutationOptions())
  const credit = useMutation(server.turns.credit.mutationOptions())
  const standing = useStanding(turns)

  const run = async (at: string, act: () => Promise<unknown>, then = () => {}) => {
    if (busy !== null) return
    setBusy(at)
    setTrouble(null)
    try {
      await act()
      then()
    } catch (error) {
      setTrouble({ at, told: { problem: problemIn(error) } })
    } finally {
      setBusy(null)
      await cache.invalidateQueries(server.turns.pathFilter())
    }
  }

  return (
    <TurnsView
      turns={turns.data ?? null}
      {...standing}
      nowMs={nowMs}
      tier={tier}
      isCrediting={isCrediting}
      busy={busy}
      trouble={trouble}
      onPool={setPool}
      onTier={setTier}
      onCredit={(isOpen) => {
        setTrouble(null)
        setCrediting(isOpen)
      }}
      onGiveBack={(turnId) => void run(turnId, () => giveBack.mutateAsync({ turnId }))}
      onGive={(input: CreditInput) =>
        void run(
          'credit',
          () => credit.mutateAsync(input),
          () => setCrediting(false),
        )
      }
    />
  )
}
