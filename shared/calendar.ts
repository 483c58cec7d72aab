import * as z from 'zod/mini'

/** A local wall-clock time, `HH:MM`; `24:00` is the end of the day. */
const LocalTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/))

/** A half-open window `[from, to)`. `to` at or before `from` means that it ends on the next day. */
const Window = z.strictObject({ from: LocalTime, to: LocalTime })

const Name = z.string().check(z.minLength(1), z.maxLength(120))

/** What kind of day the tables call it: `public` is closed by law, `bank` closed at banks and most offices. */
export const HolidayType = z.enum(['public', 'bank', 'school', 'optional', 'observance'])
export type HolidayType = z.infer<typeof HolidayType>

/** «Closed on the holidays of this country»: which dates that is, is worked out when a playbook is published. */
export const Holidays = z.strictObject({
  /** ISO 3166-1, such as `SE`. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  /** A state, or a state and a region of it, as the tables call them: `BY`, `BY-A`. */
  region: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{1,10}(?:-[A-Za-z0-9 ]{1,20})?$/))),
  /** Only `public` ones when it is left out. */
  types: z.optional(z.array(HolidayType).check(z.minLength(1))),
  /** Days of these types, where `types` does not close them, are worked until this time. */
  halfDays: z.optional(z.strictObject({ types: z.array(HolidayType).check(z.minLength(1)), until: LocalTime })),
})
export type Holidays = z.infer<typeof Holidays>

/** A date with windows of its own; none: closed. */
export const DatedWindows = z.strictObject({
  date: z.iso.date(),
  windows: z.array(Window),
  name: z.optional(Name),
  /** Where it comes from: an iCalendar file, or the tables of `holidays`. Without it a person wrote it, and that wins. */
  origin: z.optional(z.enum(['file', 'holidays'])),
})
export type DatedWindows = z.infer<typeof DatedWindows>

/** When somebody works: weekly windows (1 Monday … 7 Sunday) and dated exceptions. */
export const Calendar = z.strictObject({
  id: z.string().check(z.minLength(1)),
  name: z.optional(Name),
  /** IANA zone, such as `Europe/Stockholm`. */
  zone: z.string().check(z.minLength(1)),
  weekly: z.array(z.strictObject({ days: z.array(z.int().check(z.gte(1), z.lte(7))), windows: z.array(Window) })),
  exceptions: z._default(z.array(DatedWindows), []),
  holidays: z.optional(Holidays),
  /** The last date whose holidays are among the exceptions. */
  holidaysUntil: z.optional(z.iso.date()),
})
export type Calendar = z.infer<typeof Calendar>
