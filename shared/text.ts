import * as z from 'zod/mini'

const WHAT = 'has a character that is no text'

/** What a database can hold as text: no NUL, no half of a character. Whoever takes a text from outside checks this. */
export const isText = z.refine<string>((value) => value.isWellFormed() && !value.includes('\0'), WHAT)

/** The same on one line: no control characters. */
export const isLine = z.refine<string>((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), WHAT)
