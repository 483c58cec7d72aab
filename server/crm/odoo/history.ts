import * as z from 'zod/mini'
import type { CrmRecord } from '../connector.ts'
import { checked } from './answer.ts'
import { activitiesOf } from './activities.ts'
import type { OdooCall } from './call.ts'
import type { Place } from './place.ts'
import { CHATTER_LINE, Line, type Lines } from './chatter.ts'
import { MEETING, Meeting, TO_DO, ToDo } from './toDo.ts'

/** More than is told: what is told is picked out of them. */
const LINES_MAX = 100
const ENTRIES_MAX = 50

export type History = Pick<CrmRecord, 'activities' | 'stageSetBy'>

/** What was done and is planned on a record, in one request. `ownUser` names the key's user, to tell what Baton wrote itself. */
export const readHistory = async (
  call: OdooCall,
  { model, id }: Place,
  ownUser: () => Promise<number>,
  signal: AbortSignal,
): Promise<History> => {
  const args = {
    domain: [['id', '=', id]],
    specification: specificationOf(model),
    limit: 1,
    context: { active_test: false, lang: 'en_US' },
  }
  const [answer, own] = await Promise.all([call(model, 'web_search_read', args, signal), ownUser()])
  const [record] = checked(Answer, answer).records
  if (!record) return {}
  const lines = readable(Line, record.message_ids)
  const meetings = readable(Meeting, record.calendar_event_ids ?? record.meeting_ids ?? [])
  const toDos = readable(ToDo, record.activity_ids)
  const stageSetBy = stageSetByIn(lines)
  return {
    activities: activitiesOf({ lines, toDos, meetings, own, nowMs: Date.now() }).slice(-ENTRIES_MAX),
    ...(stageSetBy === undefined ? {} : { stageSetBy }),
  }
}

const EVENTS = { 'crm.lead': 'calendar_event_ids', 'res.partner': 'meeting_ids' } as const

const specificationOf = (model: Place['model']): object => ({
  message_ids: { fields: CHATTER_LINE, limit: LINES_MAX, order: 'date desc, id desc' },
  activity_ids: { fields: TO_DO, limit: ENTRIES_MAX, order: 'id desc' },
  [EVENTS[model]]: { fields: MEETING, limit: ENTRIES_MAX, order: 'start desc' },
})

const Rows = z.array(z.unknown())
const Answer = z.object({
  records: z.array(
    z.object({
      message_ids: Rows,
      activity_ids: Rows,
      calendar_event_ids: z.optional(Rows),
      meeting_ids: z.optional(Rows),
    }),
  ),
})

/** One that cannot be read is left out: the others count. */
const readable = <T>(schema: z.ZodMiniType<T>, rows: unknown[]): T[] =>
  rows.flatMap((row) => {
    const parsed = schema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })

const STAGE_LINES = new Set(['Stage Changed', 'Opportunity Won'])

/** The chatter has a line for each change of the stage; the latest comes first. */
const stageSetByIn = (lines: Lines): CrmRecord['stageSetBy'] => {
  const line = lines.find(({ subtype_id }) => STAGE_LINES.has(subtype_id?.display_name ?? ''))
  if (!line) return undefined
  const { email, name } = line.author_id ?? {}
  return { ...(email === undefined ? {} : { email }), ...(name === undefined ? {} : { name }), at: line.date }
}
