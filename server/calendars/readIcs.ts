import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

/** One all-day event: its first date, how many days it lasts, and how it is repeated. */
export type AllDayEvent = {
  uid: string
  name: string
  start: string
  days: number
  /** `FREQ=YEARLY;…`; null: once. */
  rule: string | null
  except: string[]
  also: string[]
  /** The occurrence of the event with the same `uid` that this one stands in for. */
  insteadOf: string | null
  isCancelled: boolean
}

/** As `ICAL.parse` gives it (RFC 7265): name, parameters, type, values. */
type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]]
type Component = [name: string, properties: Property[], components: Component[]]

const CHARACTERS_MAX = 2_000_000
const EVENTS_MAX = 5_000
const DAYS_MAX = 366
const DAY_MIN = 1_440

/** The all-day events of an iCalendar file, and how many have a time of day; or a sentence that says why it cannot be read. */
export const readIcs = (text: string): { events: AllDayEvent[]; leftOut: number } | { problem: string } => {
  const body = text.replace(/^\uFEFF/, '').trim()
  if (!/^BEGIN:VCALENDAR\b/i.test(body))
    return { problem: 'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.' }
  if (body.length > CHARACTERS_MAX) return { problem: 'The file is larger than 2 MB: too much for a list of holidays.' }
  if (!/\bEND:VCALENDAR$/i.test(body)) return { problem: 'The file is cut off: END:VCALENDAR is missing at its end.' }
  let parsed: Component | Component[]
  try {
    parsed = ICAL.parse(body) as Component | Component[]
  } catch (error) {
    return { problem: `The file is no valid iCalendar: ${error instanceof Error ? error.message : String(error)}.` }
  }
  const calendars = typeof parsed[0] === 'string' ? [parsed as Component] : (parsed as Component[])
  const raw = calendars.flatMap(([, , parts]) => parts.filter(([name]) => name === 'vevent'))
  if (raw.length > EVENTS_MAX) return { problem: `The file has ${raw.length} events: that is no list of holidays.` }
  const events: AllDayEvent[] = []
  for (const [, properties] of raw) {
    const event = allDayEvent(properties)
    if (event && 'problem' in event) return event
    if (event) events.push(event)
  }
  return { events, leftOut: raw.length - events.length }
}

/** Null: it has a time of day. */
const allDayEvent = (properties: Property[]): AllDayEvent | { problem: string } | null => {
  const all = (name: string): unknown[] =>
    properties.filter((each) => each[0] === name).flatMap((each) => each.slice(3))
  const text = (name: string): string => String(all(name)[0] ?? '').trim()
  const name = text('summary').slice(0, 120).toWellFormed() || 'Closed'
  if (text('dtstart') === '') return { problem: `Event «${name}» has no start.` }
  const start = dateOf(text('dtstart'))
  const isDate = properties.some((each) => each[0] === 'dtstart' && each[2] === 'date')
  if (start === null && !isDate) return null
  const wrong = [...all('dtstart'), ...all('dtend'), ...all('exdate'), ...all('rdate')].map(String).find(isNoDate)
  if (wrong !== undefined) return { problem: `Event «${name}»: ${wrong.slice(0, 10)} is no date.` }
  if (start === null) return { problem: `Event «${name}»: ${text('dtstart')} is no date.` }
  const end = dateOf(text('dtend'))
  if (text('dtend') !== '' && end === null) return null
  const days = end === null ? lasting(text('duration')) : daysBetween(start, end)
  if (days === null) return { problem: `Event «${name}»: ${text('duration')} is no length of time.` }
  if (!Number.isInteger(days)) return null
  if (days < 0) return { problem: `Event «${name}» ends on ${end}, before it starts on ${start}.` }
  if (days > DAYS_MAX) return { problem: `Event «${name}» lasts ${days} days: nobody is closed for so long.` }
  return {
    uid: text('uid'),
    name,
    start,
    days: Math.max(1, days),
    rule: all('rrule').length === 0 ? null : ruleText(all('rrule')[0]),
    except: all('exdate').map((each) => String(each).slice(0, 10)),
    also: all('rdate').map((each) => String(each).slice(0, 10)),
    insteadOf: text('recurrence-id').slice(0, 10) || null,
    isCancelled: text('status').toUpperCase() === 'CANCELLED',
  }
}

/** A date, also where a program wrote it without its type, or as a midnight on the wall. */
const dateOf = (value: string): string | null => /^(\d{4}-\d\d-\d\d)(?:T(?:::|00:00:00))?$/.exec(value)?.[1] ?? null

const isNoDate = (value: string): boolean => {
  try {
    Temporal.PlainDate.from(value.slice(0, 10))
    return false
  } catch {
    return true
  }
}

const daysBetween = (start: string, end: string): number =>
  Temporal.PlainDate.from(start).until(end, { largestUnit: 'days' }).days

const lasting = (duration: string): number | null => {
  if (duration === '') return 1
  try {
    return Temporal.Duration.from(duration).total({ unit: 'minutes' }) / DAY_MIN
  } catch {
    return null
  }
}

/** The rule as the standard writes it, without the dashes and colons that the parser puts into `UNTIL`. */
const ruleText = (parts: unknown): string =>
  Object.entries(parts as Record<string, unknown>)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : String(value)
      return `${name.toUpperCase()}=${name === 'until' ? text.replaceAll(/[-:]/g, '') : text}`
    })
    .join(';')
