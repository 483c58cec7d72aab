/** One line of JSON a happening. Values are ids, counts and plain words: never a token, a body, or a buyer's value. */
export type Log = (happening: string, values?: Record<string, string | number | boolean | null>) => void

export const jsonLog =
  (write: (line: string) => void): Log =>
  (happening, values = {}) =>
    write(JSON.stringify({ at: new Date().toISOString(), happening, ...values }))

/** An error for the log: its name and code, and the place in our own code; messages of drivers hold values, so they stay out. */
export const errorWords = (error: unknown): { error: string; code: string; where: string } => {
  const root = rootOf(error)
  const code = root instanceof Error && 'code' in root ? String(root.code) : ''
  const where =
    error instanceof Error
      ? (error.stack
          ?.split('\n')
          .find((line) => /\/server\//.test(line))
          ?.replace(/^.*\/server\//, 'server/')
          .replace(/\)$/, '') ?? '')
      : ''
  return { error: root instanceof Error ? root.name : typeof error, code, where }
}

const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error
