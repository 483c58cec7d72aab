import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Calendar } from '../../../shared/calendar.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import { useServer } from '../../api/server.ts'
import { DayFile } from './DayFile.tsx'
import { Recalculation } from './Recalculation.tsx'
import { useDayFile } from './useDayFile.ts'
import { useRecalculation } from './useRecalculation.ts'

/** What those who keep the playbook can do in its SLA step. `headingId`: the calendar's. */
export type SlaActs = {
  days: (calendar: Calendar, version: number, headingId: string) => ReactNode
  recalculation: (point: HandoffPoint, version: number) => ReactNode
}

/** The acts on the server that is signed in to. */
export const slaActs: SlaActs = {
  days: ({ id }, version, headingId) => <Days calendar={id} version={version} headingId={headingId} />,
  recalculation: (point, version) => <Running point={point} version={version} />,
}

const Days = ({ calendar, version, headingId }: { calendar: string; version: number; headingId: string }) => {
  const server = useServer()
  const cache = useQueryClient()
  const { mutateAsync: addDays } = useMutation(server.playbook.addDays.mutationOptions())
  const file = useDayFile(version, async (text, reason) => {
    try {
      return await addDays({ calendar, text, reason })
    } finally {
      await cache.invalidateQueries(server.playbook.pathFilter())
    }
  })
  return <DayFile {...file} headingId={headingId} />
}

const Running = ({ point, version }: { point: HandoffPoint; version: number }) => {
  const server = useServer()
  const { mutateAsync: recalculate } = useMutation(server.playbook.recalculate.mutationOptions())
  const state = useRecalculation(() => recalculate({ point: point.id }))
  return <Recalculation {...state} name={point.name} version={version} />
}
