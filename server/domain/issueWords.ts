/** What a schema finds, as zod tells it. */
export type SchemaIssue = {
  code?: string
  path: PropertyKey[]
  message: string
  keys?: string[]
  expected?: string
  values?: readonly unknown[]
  options?: readonly unknown[]
  note?: string
  origin?: string
  format?: string
  minimum?: number | bigint
  maximum?: number | bigint
  errors?: SchemaIssue[][]
}

/** A schema's findings as sentences, each with its path. `given`: what it was given, to tell what is missing from what is wrong. */
export const issueWords = (issues: readonly SchemaIssue[], given: unknown): { path: string[]; problem: string }[] =>
  issues.filter(isOwn).flatMap((issue): { path: string[]; problem: string }[] => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      return (issue.keys ?? []).map((key) => ({ path: [...path, key], problem: `«${key}» is not known here` }))
    if (issue.code === 'invalid_union' && issue.errors !== undefined && issue.errors.length > 0) {
      const nearest = nearestBranch(issue.errors)
      return issueWords(
        nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        given,
      )
    }
    return [{ path, problem: wordsOf(issue, valueAt(given, issue.path)) }]
  })

/** What is foreign at a place explains what else is wrong with the whole of it. */
const isOwn = (issue: SchemaIssue, _: number, all: readonly SchemaIssue[]): boolean =>
  issue.code !== 'custom' ||
  !all.some(({ code, path }) => code === 'unrecognized_keys' && path.join('.') === issue.path.join('.'))

const DEFAULT_MESSAGE = 'Invalid input'

const wordsOf = (issue: SchemaIssue, value: unknown): string => {
  if (issue.message !== DEFAULT_MESSAGE && issue.message !== '') return issue.message
  if (value === undefined) return 'is missing'
  const { code, expected, values, options, minimum, maximum, format } = issue
  if (code === 'invalid_type') return `must be ${TYPES[expected ?? ''] ?? expected ?? 'something else'}`
  if (code === 'invalid_value') return `must be one of ${list(values)}`
  if (code === 'invalid_union' && options !== undefined) return `must be one of ${list(options)}`
  if (code === 'too_small') return small(issue, Number(minimum))
  if (code === 'too_big') return big(issue, Number(maximum))
  if (code === 'invalid_format' && format === 'date') return 'must be a date such as 2026-12-24'
  if (code === 'invalid_format') return `«${String(value)}» is not written as it has to be`
  if (code === 'custom') return 'is not possible'
  return 'is not valid'
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
}

const list = (values: readonly unknown[] = []): string => values.map(String).join(', ')

const small = ({ origin }: SchemaIssue, minimum: number): string =>
  origin === 'array'
    ? `needs at least ${minimum}`
    : origin === 'string'
      ? `needs at least ${minimum} character${minimum === 1 ? '' : 's'}`
      : `must be at least ${minimum}`

const big = ({ origin }: SchemaIssue, maximum: number): string =>
  origin === 'array'
    ? `may have ${maximum} at most`
    : origin === 'string'
      ? `may have ${maximum} characters at most`
      : `must be at most ${maximum}`

/** What was most likely meant: the branch in which the least is foreign or missing. */
const nearestBranch = (branches: readonly SchemaIssue[][]): SchemaIssue[] => {
  const weight = (issues: readonly SchemaIssue[]): number =>
    issues.reduce(
      (sum, { code, keys = [] }) =>
        sum + (code === 'unrecognized_keys' ? 10 * keys.length : code === 'invalid_type' ? 5 : 1),
      0,
    )
  return branches.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best))
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  )
