import * as z from 'zod/mini'
import type { CrmActivity } from '../connector.ts'
import { OWN_ACTOR } from './actor.ts'

const instant = z.iso.datetime({ offset: true })
const text = z.optional(z.nullable(z.string()))
const state = z.optional(z.enum(['planned', 'done', 'cancelled']))
const actors = { actor: text, endedBy: text }

const Activity = z.object({
  id: z.string(),
  channel: z.enum(['call', 'email', 'meeting', 'message', 'note']),
  summary: text,
  byEmail: text,
  byName: text,
  at: instant,
  state,
  outcome: text,
  direction: z.optional(z.enum(['outbound', 'inbound'])),
  automated: z.optional(z.boolean()),
  bookedByBuyer: z.optional(z.boolean()),
  createdAt: z.optional(instant),
  ...actors,
})

const Task = z.object({
  id: z.string(),
  summary: text,
  dueAt: instant,
  ownerEmail: text,
  ownerName: text,
  createdAt: z.optional(instant),
  state,
  doneAt: z.optional(instant),
  ...actors,
})

const ACTIVITIES_MAX = 50

/** What the record's activities and tasks say, the latest at the end. One that cannot be read is left out: the others count. */
export const activitiesOf = (activities: unknown[], tasks: unknown[]): CrmActivity[] =>
  [...readable(Activity, activities).map(fromActivity), ...readable(Task, tasks).map(fromTask)]
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-ACTIVITIES_MAX)

const readable = <T extends z.ZodMiniType>(schema: T, entries: unknown[]): z.infer<T>[] =>
  entries.flatMap((entry) => {
    const parsed = z.safeParse(schema, entry)
    return parsed.success ? [parsed.data] : []
  })

const fromActivity = (entry: z.infer<typeof Activity>): CrmActivity => ({
  id: entry.id,
  kind: entry.channel,
  ...(entry.channel === 'note' ? {} : { direction: directionOf(entry) }),
  at: entry.at,
  ...(entry.createdAt === undefined ? {} : { createdAt: entry.createdAt }),
  ...saying({ byEmail: entry.byEmail, byName: entry.byName, outcome: entry.outcome, summary: entry.summary }),
  ...hand(entry, entry.automated === true),
  state: entry.state ?? 'done',
  ...(entry.bookedByBuyer === true ? { bookedByBuyer: true } : {}),
})

const directionOf = ({ direction, bookedByBuyer }: z.infer<typeof Activity>): 'outbound' | 'inbound' =>
  direction ?? (bookedByBuyer === true ? 'inbound' : 'outbound')

const fromTask = (entry: z.infer<typeof Task>): CrmActivity => ({
  id: entry.id,
  kind: 'task',
  at: entry.doneAt ?? entry.dueAt,
  ...(entry.createdAt === undefined ? {} : { createdAt: entry.createdAt }),
  ...saying({ byEmail: entry.ownerEmail, byName: entry.ownerName, summary: entry.summary }),
  ...hand(entry, false),
  state: entry.state ?? 'planned',
})

/** What Baton wrote is no human's, until a person says that it was done. */
const hand = (
  { actor, endedBy }: { actor?: string | null; endedBy?: string | null },
  isAutomated: boolean,
): Pick<CrmActivity, 'human' | 'ours'> => {
  const isOurs = actor === OWN_ACTOR
  const last = endedBy ?? actor
  return { human: !isAutomated && last !== OWN_ACTOR, ...(isOurs ? { ours: true } : {}) }
}

const saying = <K extends string>(texts: Record<K, string | null | undefined>): Partial<Record<K, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value)) as Partial<Record<K, string>>
