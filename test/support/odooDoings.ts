import { answeringConnector, type AskedCall } from './odooAnswers.ts'

type Model = 'mail.message' | 'mail.activity' | 'calendar.event'
const FIRST_MS = Date.parse('2026-03-02T08:00:00Z')
const odooTime = (second: number): string =>
  new Date(FIRST_MS + second * 1_000).toISOString().slice(0, 19).replace('T', ' ')

/** An Odoo in which things are done on leads that are not written themselves. Times are seconds since its first. */
export const odooDoings = () => {
  const rows: { model: Model; id: number; lead: number; from: number }[] = []
  const refused = new Set<Model>()
  let now = 0
  const search = (model: Model, { domain, order, limit }: Search) => {
    const after = domain.find((each) => Array.isArray(each) && each[0] === 'id')?.[2] ?? 0
    const found = rows.filter((row) => row.model === model && row.from <= now && row.id > Number(after))
    const sorted = found.toSorted((a, b) => (order === 'id desc' ? b.id - a.id : a.id - b.id)).slice(0, limit)
    return sorted.map(({ id, lead }) =>
      model === 'calendar.event' ? { id, opportunity_id: [lead, 'A lead'] } : { id, res_id: lead },
    )
  }
  const connector = answeringConnector(({ name, args }: AskedCall) => {
    if (name === 'mail.message.onchange') return { value: { date: odooTime(now) } }
    if (name === 'crm.lead.search_read') return []
    const model = name.replace(/\.search_read$/, '') as Model
    return refused.has(model) ? new Response('{}', { status: 403 }) : search(model, args as Search)
  })
  return {
    connector,
    /** Something is done; it is seen from this second on. */
    does: (model: Model, id: number, lead: number, from: number) => void rows.push({ model, id, lead, from }),
    refuses: (model: Model) => void refused.add(model),
    /** All pages of one poll at this second. */
    poll: async (second: number, cursor: string | null) => {
      now = second
      const changes = []
      for (let at = cursor, pages = 1; ; pages += 1) {
        const page = await connector.changesSince!(at)
        changes.push(...page.changes)
        at = page.cursor
        if (!page.more) return { cursor: at, pages, keys: changes.map(({ key }) => key), changes }
      }
    },
  }
}

type Search = { domain: (string | [string, string, unknown])[]; order: string; limit: number }
