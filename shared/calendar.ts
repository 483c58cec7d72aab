import * as z from 'zod/mini'

/** A local wall-clock time, `HH:MM`; `24:00` is the end of the day. */
const LocalTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/))

/** A half-open window `[from, to)`. `to` at or before `from` means that it ends on the next day. */
const Window = z.strictObject({ from: LocalTime, to: LocalTime })

/** When somebody works: weekly windows (1 Monday … 7 Sunday) and dated exceptions (no window: closed). */
export const Calendar = z.strictObject({
  id: z.string().check(z.minLength(1)),
  /** IANA zone, such as `Europe/Stockholm`. */
  zone: z.string().check(z.minLength(1)),
  weekly: z.array(z.strictObject({ days: z.array(z.int().check(z.gte(1), z.lte(7))), windows: z.array(Window) })),
  exceptions: z._default(z.array(z.strictObject({ date: z.iso.date(), windows: z.array(Window) })), []),
})
export type Calendar = z.infer<typeof Calendar>
