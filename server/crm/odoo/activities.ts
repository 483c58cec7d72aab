import type { CrmActivity } from '../connector.ts'
import { activityOf, type Line, type Lines } from './chatter.ts'
import { emailOf, type LinkedUser } from './owner.ts'
import { categoryKind, type Meeting, type ToDo } from './toDo.ts'
import { ROBOT_USER } from './user.ts'

type Found = {
  /** The latest first. */
  lines: Lines
  toDos: ToDo[]
  meetings: Meeting[]
  /** The key's user. */
  own: number
  nowMs: number
}

/**
 * What was done and is planned, oldest first. Odoo tells one thing in several places: a finished activity is archived and has
 * its line in the chatter, a meeting is in the calendar and is an activity too. Each is told once here.
 */
export const activitiesOf = ({ lines, toDos, meetings, own, nowMs }: Found): CrmActivity[] => {
  const lineOf = pairing(toDos, lines)
  const paired = new Set(lineOf.values())
  const inCalendar = new Set(meetings.map(({ id }) => id))
  return [
    ...lines
      .toReversed()
      .filter((line) => !paired.has(line))
      .flatMap((line) => activityOf(line, own) ?? []),
    ...toDos
      .filter(({ calendar_event_id: event }) => !event || !inCalendar.has(event.id))
      .map((toDo) => fromToDo(toDo, lineOf.get(toDo), own)),
    ...meetings.map((meeting) => {
      const toDo = toDos.find(({ calendar_event_id: event }) => event?.id === meeting.id)
      return fromMeeting(meeting, toDo, toDo && lineOf.get(toDo), { own, nowMs })
    }),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Who finished something, and when to the second, stands in the chatter alone: in the line of the same transaction. */
const PAIRED_MS_MAX = 10_000
const pairing = (toDos: ToDo[], lines: Lines): Map<ToDo, Line> => {
  const pairs = new Map<ToDo, Line>()
  const left = new Set(lines.filter((line) => line.mail_activity_type_id !== undefined))
  for (const toDo of toDos.filter(({ active }) => !active)) {
    const { summary, write_date } = toDo
    const found = [...left].find(
      (line) =>
        line.mail_activity_type_id?.display_name === toDo.activity_type_id?.display_name &&
        Math.abs(Date.parse(line.date) - Date.parse(write_date)) <= PAIRED_MS_MAX &&
        (summary === undefined || line.preview === undefined || line.preview.includes(summary.slice(0, 40))),
    )
    if (!found) continue
    left.delete(found)
    pairs.set(toDo, found)
  }
  return pairs
}

const fromToDo = (toDo: ToDo, line: Line | undefined, own: number): CrmActivity => {
  const kind = categoryKind(toDo.activity_type_id)
  return {
    id: `activity-${toDo.id}`,
    kind,
    ...(kind === 'task' ? {} : { direction: 'outbound' }),
    // It is due on a day, and so until its end.
    at: toDo.active ? `${toDo.date_deadline}T23:59:59Z` : (line?.date ?? toDo.write_date),
    createdAt: toDo.create_date,
    ...(toDo.active ? personOf(toDo.user_id) : endedBy(line, toDo.user_id)),
    ...hand(toDo, own),
    state: toDo.active ? 'planned' : 'done',
    ...said({ outcome: toDo.feedback, summary: toDo.summary }),
  }
}

/** It was held when somebody says so on its activity; without one, when it is over. */
const fromMeeting = (
  meeting: Meeting,
  toDo: ToDo | undefined,
  line: Line | undefined,
  { own, nowMs }: Pick<Found, 'own' | 'nowMs'>,
): CrmActivity => {
  const isOpen = toDo?.active ?? meeting.activity_ids.some(({ active }) => active !== false)
  const isTold = toDo?.active === false || meeting.activity_ids.some(({ active }) => active === false)
  const isHeld = !isOpen && (isTold || Date.parse(meeting.stop) <= nowMs)
  const toldAt = isHeld ? (line?.date ?? toDo?.write_date) : undefined
  const isEarly = toldAt !== undefined && Date.parse(toldAt) < Date.parse(meeting.start)
  const isByThem = meeting.create_uid?.share === true || meeting.create_uid?.id === ROBOT_USER
  const by = hand(
    { active: !isTold, automated: false, write_uid: toDo?.write_uid, create_uid: meeting.create_uid },
    own,
  )
  return {
    id: `event-${meeting.id}`,
    kind: 'meeting',
    direction: isByThem ? 'inbound' : 'outbound',
    at: isEarly ? toldAt : meeting.start,
    createdAt: meeting.create_date,
    ...personOf(meeting.user_id),
    ...by,
    // A time that a buyer chose on the website is written down by Odoo's robot, and is a person's act.
    human: by.human || isByThem,
    state: !meeting.active ? 'cancelled' : isHeld ? 'done' : 'planned',
    ...said({ outcome: toDo?.feedback, summary: meeting.name }),
    ...(isByThem ? { bookedByBuyer: true } : {}),
  }
}

type Made = Pick<ToDo, 'active' | 'automated' | 'create_uid' | 'write_uid'>

/** What a rule of Odoo or Baton planned is no person's act, until a person says that it was done. */
const hand = ({ active, automated, create_uid, write_uid }: Made, own: number): Pick<CrmActivity, 'human' | 'ours'> => {
  const isOurs = create_uid?.id === own
  const last = active ? create_uid?.id : write_uid?.id
  const isPerson = last !== own && last !== ROBOT_USER && !(active && automated === true)
  return { human: isPerson, ...(isOurs ? { ours: true } : {}) }
}

const endedBy = (line: Line | undefined, user: LinkedUser): Pick<CrmActivity, 'byEmail' | 'byName'> =>
  line?.author_id ? said({ byEmail: emailOf(line.author_id.email), byName: line.author_id.name }) : personOf(user)

const personOf = (user: LinkedUser): Pick<CrmActivity, 'byEmail' | 'byName'> =>
  said({ byEmail: emailOf(user?.email) ?? user?.login, byName: user?.name })

const said = <K extends string>(texts: Record<K, string | undefined>): Partial<Record<K, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as Partial<Record<K, string>>
