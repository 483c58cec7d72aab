import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useServer } from '../../api/server.ts'
import { useNow } from '../../ui/useNow.ts'
import { saveFile } from '../saveFile.ts'
import type { StepAt } from '../sections.ts'
import { PlaybookFile } from './PlaybookFile.tsx'
import { PlaybookView } from './PlaybookView.tsx'
import { slaActs } from './SlaActs.tsx'
import { useFileImport } from './useFileImport.ts'
import { usePlaybook } from './usePlaybook.ts'

const NO_CLOCKS: [] = []

type Props = { at: StepAt | null; mayChange: boolean }

/** The playbook as the server knows it. */
export const Playbook = ({ at, mayChange }: Props) => {
  const { live, standing } = usePlaybook(true)
  const nowMs = useNow(0, NO_CLOCKS)
  return (
    <PlaybookView
      live={live}
      {...standing}
      nowMs={nowMs}
      at={at}
      file={mayChange ? <Files version={live?.version ?? null} /> : null}
      sla={mayChange ? slaActs : null}
    />
  )
}

const Files = ({ version }: { version: number | null }) => {
  const server = useServer()
  const cache = useQueryClient()
  const { mutateAsync: check } = useMutation(server.playbook.check.mutationOptions())
  const { mutateAsync: publish } = useMutation(server.playbook.import.mutationOptions())
  const exported = useQuery({ ...server.playbook.export.queryOptions(), enabled: false })
  const file = useFileImport(version, {
    export: async () => {
      const { data, error } = await exported.refetch()
      if (data === undefined) throw error ?? new Error('no answer')
      return data
    },
    check: (text) => check({ text }),
    publish: async (text, reason) => {
      try {
        return await publish({ text, reason })
      } finally {
        await cache.invalidateQueries(server.playbook.pathFilter())
      }
    },
    save: (text, name) => saveFile(text, name, 'application/yaml'),
  })
  return <PlaybookFile {...file} />
}
