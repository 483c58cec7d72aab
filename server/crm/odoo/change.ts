import * as z from 'zod/mini'
import type { CrmWrite, WriteResult } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { linked, readOne, Text } from './answer.ts'
import type { OdooCall } from './call.ts'
import type { Place } from './place.ts'
import { stageNamed } from './stage.ts'
import { mustFindUser } from './user.ts'

type Owner = Extract<CrmWrite, { kind: 'owner' }>
type Stage = Extract<CrmWrite, { kind: 'stage' }>

/** Makes somebody the salesperson. Where they are already, nothing is written, so that a repeated call changes nothing. */
export const writeOwner = async (
  call: OdooCall,
  place: Place,
  write: Owner,
  signal: AbortSignal,
): Promise<WriteResult> => {
  const user = await mustFindUser(call, write.ownerEmail, signal)
  const before = await mustRead(call, place, signal)
  if (before.user_id?.id === user.id) return {}
  await call(place.model, 'write', { ids: [place.id], vals: { user_id: user.id } }, signal)
  const after = await read(call, place, signal)
  // A user who may see only their own leads has just given this one away.
  if (!after) return { differs: 'The salesperson is written, but this user may not see the record any more' }
  const stayed = after.user_id?.id === user.id ? [] : [`The salesperson is ${nameOf(after.user_id)}`]
  return differing([...stayed, ...moved(before, after, ['team_id', 'stage_id'])])
}

/** Moves a lead to the stage of this name: of its own sales team, or of all teams. Case does not matter. */
export const writeStage = async (
  call: OdooCall,
  place: Place,
  write: Stage,
  signal: AbortSignal,
): Promise<WriteResult> => {
  if (place.model !== 'crm.lead') throw new CrmError('A contact of Odoo has no stage', { retry: false })
  const before = await mustRead(call, place, signal)
  const stage = await stageNamed(call, write.stage, before.team_id?.id, signal)
  if (!stage) throw new CrmError(`Odoo has no stage «${write.stage}» for the sales team of this lead`, { retry: false })
  if (before.stage_id?.id === stage.id) return {}
  await call(place.model, 'write', { ids: [place.id], vals: { stage_id: stage.id } }, signal)
  const after = await mustRead(call, place, signal)
  const stayed = after.stage_id?.id === stage.id ? [] : [`The stage is ${nameOf(after.stage_id)}`]
  return differing([...stayed, ...moved(before, after, ['user_id', 'team_id'])])
}

const link = () => linked(z.object({ id: z.int(), display_name: z.optional(Text) }))
const LeadState = z.object({ user_id: link(), team_id: z.optional(link()), stage_id: z.optional(link()) })
type LeadState = z.infer<typeof LeadState>

const read = async (call: OdooCall, place: Place, signal: AbortSignal): Promise<LeadState | undefined> => {
  const names = place.model === 'crm.lead' ? ['user_id', 'team_id', 'stage_id'] : ['user_id']
  const specification = Object.fromEntries(names.map((name) => [name, { fields: { display_name: {} } }]))
  return await readOne(call, place.model, place.id, { specification, schema: LeadState }, signal)
}

const mustRead = async (call: OdooCall, place: Place, signal: AbortSignal): Promise<LeadState> => {
  const state = await read(call, place, signal)
  if (state) return state
  throw new CrmError('The record is gone from Odoo, or this user may not see it', { retry: false })
}

const WORDS = { user_id: 'salesperson', team_id: 'sales team', stage_id: 'stage' } as const

const moved = (before: LeadState, after: LeadState, names: (keyof typeof WORDS)[]): string[] =>
  names
    .filter((name) => before[name]?.id !== after[name]?.id)
    .map((name) => `Odoo also changed the ${WORDS[name]}, from ${nameOf(before[name])} to ${nameOf(after[name])}`)

const nameOf = (target: { display_name?: string } | undefined): string => target?.display_name ?? 'none'

const differing = (differences: string[]): WriteResult =>
  differences.length === 0 ? {} : { differs: differences.join('. ') }
