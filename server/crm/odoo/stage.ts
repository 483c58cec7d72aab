import * as z from 'zod/mini'
import { CrmError } from '../connector.ts'
import { checked, Text } from './answer.ts'
import type { OdooCall } from './call.ts'

type Stage = { id: number; name: string | undefined; teams: number[] }

/** The stage of this name: the sales team's own, or the one of all teams. Case does not matter. */
export const stageNamed = async (
  call: OdooCall,
  name: string,
  team: number | undefined,
  signal: AbortSignal,
): Promise<Stage> => {
  const wanted = name.trim().toLowerCase()
  const named = (await allStages(call, signal)).filter((stage) => stage.name?.toLowerCase() === wanted)
  const stage =
    named.find(({ teams }) => team !== undefined && teams.includes(team)) ??
    named.find(({ teams }) => teams.length === 0)
  if (stage) return stage
  throw new CrmError(`Odoo has no stage «${name}» for the sales team of this lead`, { retry: false })
}

/** Up to Odoo 18 a stage has one team or none (`team_id`), from 19 on any number (`team_ids`). */
const allStages = async (call: OdooCall, signal: AbortSignal): Promise<Stage[]> => {
  const about = await call(
    'crm.stage',
    'fields_get',
    { allfields: ['team_id', 'team_ids'], attributes: ['type'] },
    signal,
  )
  const teams = 'team_ids' in checked(z.record(z.string(), z.unknown()), about) ? 'team_ids' : 'team_id'
  const rows = await call(
    'crm.stage',
    'search_read',
    { domain: [], fields: ['name', teams], context: { lang: 'en_US' } },
    signal,
  )
  return checked(z.array(StageRow), rows).map(({ id, name, team_ids, team_id }) => ({
    id,
    name,
    teams: team_ids ?? (team_id ? [team_id[0]] : []),
  }))
}

const StageRow = z.object({
  id: z.int(),
  name: Text,
  team_ids: z.optional(z.array(z.int())),
  team_id: z.optional(z.union([z.literal(false), z.tuple([z.int(), z.string()])])),
})
