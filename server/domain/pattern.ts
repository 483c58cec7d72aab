import { RE2JS } from 're2js'

/** What a pattern may cost: its size as a program, and how much of a text it is looked for in. Together they keep the slowest
 *  search within some tens of milliseconds. */
const PROGRAM_MAX = 1_000
const TEXT_MAX = 1_000

/** Looks for a pattern in a text, as lower case and trimmed as other texts are compared. */
export type Pattern = (text: string) => boolean

/**
 * Makes a text pattern ready: the syntax of RE2, found anywhere in the text, whatever its case. Its time grows with the text and
 * never explodes. An error in words where it is none, or too large.
 */
export const readPattern = (pattern: string): { find: Pattern } | { problem: string } => {
  const found = known.get(pattern)
  if (found !== undefined) return found
  const made = make(pattern)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(pattern, made)
  return made
}

const make = (pattern: string): { find: Pattern } | { problem: string } => {
  try {
    const ready = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    if (ready.programSize() > PROGRAM_MAX) return { problem: 'is too large a pattern: repeat less in it' }
    return { find: (text) => ready.matcher(text.slice(0, TEXT_MAX)).find() }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error)
    return { problem: `is no pattern that Baton can read: ${why}` }
  }
}

/** A draft is checked again and again while somebody types. */
const KNOWN_MAX = 2_000
const known = new Map<string, { find: Pattern } | { problem: string }>()
