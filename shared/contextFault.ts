import type { ContextCheck, ContextFault } from './context.ts'
import { numberIn } from './number.ts'

/** Why none of these values counts for an item with this check; null: one does. */
export const faultOf = (texts: readonly string[], check: ContextCheck | undefined): ContextFault | null => {
  const faults = texts.map((text) => faultIn(text, check ?? {}))
  return faults.includes(null) ? null : (faults[0] ?? null)
}

const faultIn = (text: string, check: ContextCheck): ContextFault | null => {
  const trimmed = text.trim()
  const isShortAnswer = check.oneOf !== undefined || check.number !== undefined || check.date === true
  if (!isShortAnswer && !says(trimmed)) return 'says_nothing'
  if (
    check.minWords !== undefined &&
    trimmed.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length < check.minWords
  )
    return 'too_short'
  if (check.minChars !== undefined && [...trimmed].length < check.minChars) return 'too_short'
  if (check.oneOf !== undefined && !check.oneOf.some((choice) => choice.toLowerCase() === trimmed.toLowerCase()))
    return 'not_a_choice'
  if (check.number !== undefined) {
    const number = numberIn(trimmed)
    if (number === null) return 'no_number'
    const { from = -Infinity, to = Infinity } = check.number
    if (number < from || number > to) return 'out_of_range'
  }
  return check.date === true && !isDate(trimmed) ? 'no_date' : null
}

/** An ISO date that the calendar has, with or without a time. */
const isDate = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(text) ?? []
  return Number(day) <= daysIn(Number(year), Number(month)) && !Number.isNaN(Date.parse(text))
}

/** A month that there is not has none. */
const daysIn = (year: number, month: number): number => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** One letter or a dash says nothing. What a person filled in is shown all the same, with its fault. */
export const says = (value: string): boolean => /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(value)
