import { answeringConnector } from './odooAnswers.ts'
import type { Connector } from '../../server/crm/connector.ts'

/** A row of an Odoo's leads. Times are microseconds since its first second; a row is not seen before it is committed. */
export type BookRow = { id: number; writtenUs: number; committedUs: number; uid: number }

const FIRST_MS = Date.parse('2026-03-02T08:00:00Z')
const SECOND_US = 1_000_000
const odooTime = (us: number): string =>
  new Date(FIRST_MS + Math.floor(us / SECOND_US) * 1_000).toISOString().slice(0, 19).replace('T', ' ')

/**
 * The leads of an Odoo that is only asked what was written when, with its clock: it orders by microseconds and tells whole
 * seconds, as the real one does. `write` adds a version of a row; what is committed last counts.
 */
export const odooBook = () => {
  const versions: BookRow[] = []
  let nowUs = 0
  const rows = (): BookRow[] => {
    const latest = new Map<number, BookRow>()
    for (const version of versions.filter(({ committedUs }) => committedUs <= nowUs).toSorted(byCommit))
      latest.set(version.id, version)
    return [...latest.values()]
  }
  const search = ({ domain, order, limit }: SearchArgs) =>
    rows()
      .filter((row) => domain.every((condition) => holds(row, condition)))
      .toSorted((a, b) => (order === 'id' ? 0 : a.writtenUs - b.writtenUs) || a.id - b.id)
      .slice(0, limit)
      .map(({ id, writtenUs, uid }) => ({ id, write_date: odooTime(writtenUs), write_uid: [uid, `User ${uid}`] }))
  const connector: Connector = answeringConnector(({ name, args }) => {
    if (name === 'mail.message.onchange') return { value: { date: odooTime(nowUs) } }
    if (name === 'crm.lead.search_read') return search(args as SearchArgs)
    return new Response('{}', { status: 404 })
  })
  return {
    connector,
    write: (row: BookRow) => void versions.push(row),
    clock: (us: number) => void (nowUs = us),
    rows,
    /** One poll: all pages until there are no more. */
    sweep: async (cursor: string | null) => {
      const pages = [await connector.changesSince!(cursor)]
      while (pages.at(-1)!.more) pages.push(await connector.changesSince!(pages.at(-1)!.cursor))
      return { pages, changes: pages.flatMap(({ changes }) => changes), cursor: pages.at(-1)!.cursor }
    },
  }
}

type Condition = [field: 'write_date' | 'id', operator: '>=' | '<' | '>', value: string | number]
type SearchArgs = { domain: Condition[]; order: string; limit: number }

const byCommit = (a: BookRow, b: BookRow) => a.committedUs - b.committedUs || a.writtenUs - b.writtenUs

const holds = (row: BookRow, [field, operator, value]: Condition): boolean => {
  const [mine, bound] =
    field === 'id'
      ? [row.id, Number(value)]
      : [FIRST_MS * 1_000 + row.writtenUs, Date.parse(`${String(value).replace(' ', 'T')}Z`) * 1_000]
  return operator === '>=' ? mine >= bound : operator === '<' ? mine < bound : mine > bound
}
