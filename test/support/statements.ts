import { PgDialect } from 'drizzle-orm/pg-core'
import { vi } from 'vitest'

/** The texts of all statements that are sent from now on, each once. */
export const recordStatements = (): ReadonlySet<string> => {
  const texts = new Set<string>()
  const toQuery = PgDialect.prototype.sqlToQuery
  vi.spyOn(PgDialect.prototype, 'sqlToQuery').mockImplementation(function (this: PgDialect, ...about) {
    const query = toQuery.apply(this, about)
    texts.add(query.sql)
    return query
  })
  return texts
}

const AFTER_WHERE = /\b(?:group by|order by|limit|offset|for (?:no key )?update|for share)\b/i

/** A select without its WHERE and its limits, as somebody might forget them; null: it is no select, has none, or cannot do without its parameters. */
export const withoutWhere = (statement: string): string | null => {
  if (!/^\s*select\b/i.test(statement)) return null
  const at = outermost(statement, /\bwhere\b/i)
  if (at === null) return null
  const rest = statement.slice(at)
  const end = outermost(rest, AFTER_WHERE)
  const stripped = `${statement.slice(0, at)}${end === null ? '' : rest.slice(end)}`
    .replace(/\blimit \$\d+/i, '')
    .replace(/\boffset \$\d+/i, '')
  return /\$\d/.test(stripped) ? null : stripped
}

/** Where a word stands outside of all brackets and quotes. */
const outermost = (text: string, word: RegExp): number | null => {
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    else if (depth === 0 && /\s/.test(text[at - 1] ?? '')) {
      const found = word.exec(text.slice(at))
      if (found?.index === 0) return at
    }
  }
  return null
}
