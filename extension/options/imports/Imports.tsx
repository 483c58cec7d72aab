import { useMutation, useQuery } from '@tanstack/react-query'
import { useServer } from '../../api/server.ts'
import { usePlaybook } from '../playbook/usePlaybook.ts'
import { saveFile } from '../saveFile.ts'
import { useStanding } from '../useStanding.ts'
import { ImportsView } from './ImportsView.tsx'
import { useCsvImport } from './useCsvImport.ts'

/** Bringing in a list of signals, with what the server knows of playbook and CRMs. */
export const Imports = () => {
  const server = useServer()
  const { live, standing } = usePlaybook(true)
  const connections = useQuery(server.connections.list.queryOptions())
  const crms = useStanding(connections)
  const { mutateAsync } = useMutation(server.imports.rows.mutationOptions())
  const state = useCsvImport(async (input) => (await mutateAsync(input)).rows)
  return (
    <ImportsView
      {...state}
      live={live}
      connections={connections.data ?? null}
      standing={standing.problem === null ? crms : standing}
      onSave={(text, name) => saveFile(text, name, 'text/csv')}
    />
  )
}
