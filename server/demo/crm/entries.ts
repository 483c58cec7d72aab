import type { RecordType } from '../../../shared/record.ts'
import type { By } from './book.ts'
import type { ActivityBody, ActivityPatch, TaskBody, TaskPatch } from './change.ts'
import type { DemoActivity, DemoRecord, DemoTask } from './record.ts'
import { Refusal } from './refusal.ts'
import type { DemoState, Effect, HookEvent } from './state.ts'

type Desk = {
  state: DemoState
  iso(): string
  get(type: RecordType, id: string): DemoRecord
  /** The user's address as this CRM spells it, or a refusal that names the field. */
  userNamed(email: string, field: string): string
  note(record: DemoRecord, by: By, kinds: Effect['kind'][], event: HookEvent['event']): void
}

/** What is done and planned on a record. Each call refuses, or changes, notes the effect and tells of it, as the record's do. */
export const entryBook = ({ state, iso, get, userNamed, note }: Desk) => {
  const nextNumber = (): string => String((state.lastNumber += 1))

  const addActivity = (type: RecordType, id: string, body: ActivityBody, by: By): DemoActivity => {
    const record = get(type, id)
    const byEmail = body.state === 'planned' ? userNamed(body.byEmail, 'byEmail') : body.byEmail
    const activity = { id: `act-${nextNumber()}`, ...body, byEmail, createdAt: iso(), actor: by.actor }
    record.activities.push(activity)
    note(record, by, ['activity'], 'record.changed')
    return activity
  }

  const addTask = (type: RecordType, id: string, body: TaskBody, by: By): DemoTask => {
    const record = get(type, id)
    const ownerEmail = userNamed(body.ownerEmail, 'ownerEmail')
    const task = { id: `task-${nextNumber()}`, ...body, ownerEmail, createdAt: iso(), actor: by.actor }
    record.tasks.push(task)
    note(record, by, ['task'], 'record.changed')
    return task
  }

  /** What it says already is no change. */
  const set = <T extends object>(record: DemoRecord, entry: T, patch: Partial<T>, kind: Effect['kind'], by: By): T => {
    const before = JSON.stringify(entry)
    Object.assign(entry, patch)
    if (JSON.stringify(entry) !== before) note(record, by, [kind], 'record.changed')
    return entry
  }

  const changeActivity = (type: RecordType, id: string, entry: string, body: ActivityPatch, by: By): DemoActivity => {
    const record = get(type, id)
    const activity = named(record.activities, entry)
    const isEnded = body.state !== undefined && body.state !== (activity.state ?? 'done')
    // What was held before its time was held now.
    const isEarly = body.at === undefined && body.state === 'done' && Date.parse(activity.at) > Date.parse(iso())
    const when = isEarly ? { at: iso() } : {}
    return set(record, activity, { ...body, ...when, ...(isEnded ? { endedBy: by.actor } : {}) }, 'activity', by)
  }

  const changeTask = (type: RecordType, id: string, entry: string, { state: to }: TaskPatch, by: By): DemoTask => {
    const record = get(type, id)
    const task = named(record.tasks, entry)
    const isNews = (task.state ?? 'planned') !== to
    return set(
      record,
      task,
      isNews ? { state: to, doneAt: to === 'done' ? iso() : undefined, endedBy: by.actor } : {},
      'task',
      by,
    )
  }

  return { addActivity, changeActivity, addTask, changeTask }
}

const named = <T extends { id: string }>(entries: T[], id: string): T => {
  const found = entries.find((each) => each.id === id)
  if (!found) throw new Refusal('not-found')
  return found
}
