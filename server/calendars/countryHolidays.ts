import { Temporal } from 'temporal-polyfill'
import type { Holidays } from '../../shared/calendar.ts'
import type { LocalHoliday } from '../domain/holidays.ts'

/** Which years are looked up, both included. */
export type Years = { first: number; last: number }

const HOUR_MS = 3_600_000

/**
 * The holidays of a country or region in these years, in the order of the calendar, by the tables of `date-holidays`; a
 * problem is a sentence that names what the tables do not know. Names are English where the tables have them.
 */
export const countryHolidays = async (
  { country, region, types = ['public'], halfDays }: Holidays,
  years: Years,
): Promise<{ holidays: LocalHoliday[] } | { problem: string }> => {
  // Only a server that publishes needs the tables; reading them takes a tenth of a second.
  const { default: Tables } = await import('date-holidays')
  const tables = new Tables()
  if (!Object.hasOwn(tables.getCountries(), country)) return { problem: `no holidays are known for «${country}»` }
  const [state, part] = (region ?? '').split('-')
  const states: Record<string, string> = tables.getStates(country) ?? {}
  if (state && !Object.hasOwn(states, state)) return { problem: unknown(region ?? '', country, states) }
  const parts: Record<string, string> = (state && tables.getRegions(country, state)) || {}
  if (state && part && !Object.hasOwn(parts, part))
    return { problem: unknown(region ?? '', `${country} ${state}`, parts) }
  if (part && state) tables.init(country, state, part)
  else if (state) tables.init(country, state)
  else tables.init(country)
  const found: LocalHoliday[] = []
  // A holiday of the first days of a year may begin on the evening before it.
  for (let year = years.first; year <= years.last + 1; year++) {
    for (const holiday of tables.getHolidays(year, 'en')) {
      const { name, type } = holiday
      const span = wallSpan(holiday)
      if (types.includes(type)) found.push({ name, from: span.from.toString(), to: span.to.toString() })
      else if (halfDays?.types.includes(type)) found.push(...afternoons(name, span, halfDays.until))
    }
  }
  return { holidays: found.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from))) }
}

type WallSpan = { from: Temporal.PlainDateTime; to: Temporal.PlainDateTime }

/** The tables' instants are of their own idea of zones; their text is what clocks show, less the hours after its blank. */
const wallSpan = ({ date, start, end }: { date: string; start: Date; end: Date }): WallSpan => {
  const [day, time, shift] = date.split(' ')
  const from = Temporal.PlainDateTime.from(`${day}T${time}`).add({ hours: shift ? Number(shift) / 100 : 0 })
  const hours = Math.round((end.getTime() - start.getTime()) / HOUR_MS)
  // A day on which clocks change has an hour more or less, and is a day all the same.
  const days = Math.max(1, Math.round(hours / 24))
  return { from, to: Math.abs(hours - days * 24) <= 1 ? from.add({ days }) : from.add({ hours }) }
}

/** From this time to midnight of each date that it touches. */
const afternoons = (name: string, { from, to }: WallSpan, until: string): LocalHoliday[] => {
  const found: LocalHoliday[] = []
  for (let day = from.toPlainDate(); day.toPlainDateTime().toString() < to.toString(); day = day.add({ days: 1 })) {
    if (until !== '24:00') found.push({ name, from: `${day}T${until}:00`, to: `${day.add({ days: 1 })}T00:00:00` })
  }
  return found
}

const unknown = (region: string, place: string, known: Record<string, string>): string => {
  const names = Object.keys(known)
  return names.length === 0
    ? `no holidays of their own are known for parts of ${place}: leave «${region}» out`
    : `no holidays are known for «${region}» in ${place}; known are ${names.join(', ')}`
}
