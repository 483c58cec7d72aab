import { useQuery } from '@tanstack/react-query'
import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import { useServer } from '../../api/server.ts'
import { type Standing, useStanding } from '../useStanding.ts'

/** The playbook that is live, asked for once for navigation and page. Null: while the first answer is awaited. */
export const usePlaybook = (isAllowed: boolean): { live: LivePlaybook | null; standing: Standing } => {
  const query = useQuery({
    ...useServer().playbook.live.queryOptions(),
    enabled: isAllowed,
    refetchOnWindowFocus: 'always',
  })
  return { live: query.data ?? null, standing: useStanding(query) }
}
