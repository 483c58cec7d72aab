/** How the dates of a file are written where numbers alone do not tell. */
export type DateOrder = 'day_first' | 'month_first'

type Parts = { first: number; second: number; rest: string; year: number }

const SLASHED = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(.*))?$/
const CLOCK = /^(\d{1,2})(?::|\.)(\d{2})(?:(?::|\.)(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$/i
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]+(.*))?$/

/** An instant as ISO 8601 in UTC, from how people and programs write one; without a zone it is the browser’s. Null: it is none. */
export const instantIn = (text: string, order: DateOrder): string | null => {
  const iso = ISO_DAY.exec(text)
  if (iso !== null) {
    const [, year, month, day, time = ''] = iso
    if (/(?:z|[+-]\d{2}:?\d{2})$/i.test(time)) return isoOf(Date.parse(text.replace(/ +/, 'T')))
    return local(Number(year), Number(month), Number(day), time)
  }
  const parts = slashed(text)
  if (parts === null) return null
  const { first, second, year, rest } = parts
  return order === 'day_first' ? local(year, second, first, rest) : local(year, first, second, rest)
}

/** The order that all of these can be read in; the other one only where this one cannot be. */
export const orderOf = (texts: readonly string[], usual: DateOrder): DateOrder => {
  const all = texts.flatMap((text) => slashed(text) ?? [])
  if (all.some(({ first }) => first > 12)) return 'day_first'
  return all.some(({ second }) => second > 12) ? 'month_first' : usual
}

/** Whether the two orders read any of these differently. */
export const isAmbiguous = (texts: readonly string[]): boolean => texts.some((text) => slashed(text) !== null)

const slashed = (text: string): Parts | null => {
  const found = SLASHED.exec(text)
  if (found === null) return null
  const [, first, second, year, rest = ''] = found
  return { first: Number(first), second: Number(second), year: Number(year), rest }
}

const local = (year: number, month: number, day: number, time: string): string | null => {
  const clock = time.trim() === '' ? ['', '0', '0', '0', ''] : CLOCK.exec(time.trim())
  if (clock === null) return null
  const [, h = '0', m = '0', s = '0', half = ''] = clock
  const hour = half === '' ? Number(h) : (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0)
  if (hour > 23 || Number(m) > 59 || Number(s) > 59) return null
  const at = new Date(year, month - 1, day, hour, Number(m), Number(s))
  // A day that no month has would become one of the next.
  const isDay = at.getFullYear() === year && at.getMonth() === month - 1 && at.getDate() === day
  return isDay ? isoOf(at.getTime()) : null
}

const isoOf = (ms: number): string | null => (Number.isNaN(ms) ? null : new Date(ms).toISOString())
