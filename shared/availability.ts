import * as z from 'zod/mini'
import { isOfOurTime } from './text.ts'

const instant = z.iso.datetime({ offset: true }).check(isOfOurTime)

/** From one instant until another, that one no longer in it. ISO 8601. */
export const Absence = z.object({ from: z.string(), until: z.string() })
export type Absence = z.infer<typeof Absence>

/** When the caller is away, the nearest first, what is over left out; whether they take no turns at all for now. */
export const Availability = z.object({ absences: z.array(Absence), paused: z.boolean() })
export type Availability = z.infer<typeof Availability>

/** At most so long at once: whoever is away for longer has left their handoffs to others. */
export const ABSENCE_DAYS_MAX = 366

export const AbsenceInput = z.strictObject({ from: instant, until: instant }).check(
  z.refine(({ from, until }) => Date.parse(until) > Date.parse(from), {
    message: 'must lie after the first day',
    path: ['until'],
  }),
  z.refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= ABSENCE_DAYS_MAX * 86_400_000, {
    message: 'must lie within 366 days of the first day',
    path: ['until'],
  }),
)
export type AbsenceInput = z.infer<typeof AbsenceInput>

export const EndAbsenceInput = z.strictObject({ from: instant })
export const PausedInput = z.strictObject({ paused: z.boolean() })
