import * as z from 'zod/mini'

const WHAT = 'has a character that is no text'

/** Why a database cannot hold it as text: a NUL, half of a character; null: it can. */
export const textProblem = (value: string): string | null =>
  value.isWellFormed() && !value.includes('\0') ? null : WHAT

/** What a database can hold as text. Whoever takes a text from outside checks this. */
export const isText = z.refine<string>((value) => textProblem(value) === null, WHAT)

/** The same on one line: no control characters. */
export const isLine = z.refine<string>((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), WHAT)

/** An instant that a database and a calendar can hold. */
export const isOfOurTime = z.refine<string>((value) => /^(19[7-9]\d|20\d\d)-/.test(value), 'is not of our time')
