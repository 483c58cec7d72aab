import * as z from 'zod/mini'
import type { CrmRecord } from '../connector.ts'
import { checked, Instant, linked, Text } from './answer.ts'
import { OdooError, type OdooCall } from './call.ts'

/** What is asked of a user who is a salesperson, and of one who wrote. */
export const USER_FIELDS = { fields: { name: {}, login: {}, email: {} } }
export const LinkedUser = linked(
  z.object({ id: z.int(), name: z.optional(Text), login: z.optional(Text), email: z.optional(Text) }),
)
export type LinkedUser = z.infer<typeof LinkedUser>

/** The salesperson: by their e-mail address, or by what they sign in with, where they have none or a wrong one. */
export const ownerOf = (user: LinkedUser): Pick<CrmRecord, 'ownerEmail' | 'ownerLogin' | 'ownerName'> => ({
  ownerEmail: emailOf(user?.email) ?? user?.login,
  ownerLogin: user?.login,
  ownerName: user?.name,
})

/** How long after it began a transaction that changed the salesperson may have written its line into the chatter. */
const CHATTER_MS = 10_000

/**
 * Who made the salesperson the salesperson. Odoo keeps when that was (`date_open`, the second in which the transaction began).
 * Where the lead was not written since, its last writer did it. Else the chatter tells who changed something then: the values
 * that changed are for administrators only, the lines and their authors for all. Its first line counts, and of several in that
 * second the last. A creation may be followed by giving the lead away within a second: then its own line is not the one.
 */
export const ownerSetBy = async (
  call: OdooCall,
  lead: { id: number; create_date: string; write_date: string; date_open: string | undefined; write_uid: LinkedUser },
  signal: AbortSignal,
): Promise<CrmRecord['ownerSetBy']> => {
  const { date_open } = lead
  if (date_open === undefined) return undefined
  if (lead.write_date === date_open) return nameOf(lead.write_uid)
  const lines = await linesAfter(call, lead.id, date_open, signal)
  const isAtCreation = lead.create_date === date_open
  const until = Date.parse(lines[0]?.date ?? date_open) + (isAtCreation ? 1_000 : 0)
  const near = lines.filter(({ date }) => Date.parse(date) <= until)
  return nameOf((isAtCreation ? (near[1] ?? near[0]) : near.at(-1))?.author_id)
}

const linesAfter = async (call: OdooCall, id: number, instant: string, signal: AbortSignal): Promise<Line[]> => {
  const odooTime = (ms: number) => new Date(Date.parse(instant) + ms).toISOString().slice(0, 19).replace('T', ' ')
  try {
    const answer = await call(
      'mail.message',
      'web_search_read',
      {
        domain: [
          ['model', '=', 'crm.lead'],
          ['res_id', '=', id],
          ['message_type', '=', 'notification'],
          ['date', '>=', odooTime(0)],
          ['date', '<=', odooTime(CHATTER_MS)],
        ],
        specification: { date: {}, author_id: USER_FIELDS_OF_PARTNER },
        order: 'date, id',
        limit: 20,
      },
      signal,
    )
    return checked(Lines, answer).records
  } catch (error) {
    // The author is no reason for a lead to be unreadable.
    if (error instanceof OdooError && !error.retry) return []
    throw error
  }
}

const USER_FIELDS_OF_PARTNER = { fields: { name: {}, email: {} } }
const Line = z.object({
  date: Instant,
  author_id: linked(z.object({ name: z.optional(Text), email: z.optional(Text) })),
})
type Line = z.infer<typeof Line>
const Lines = z.object({ records: z.array(Line) })

const nameOf = (who: { name?: string; email?: string; login?: string } | undefined): CrmRecord['ownerSetBy'] => {
  const email = emailOf(who?.email) ?? emailOf(who?.login)
  if (email === undefined && who?.name === undefined) return undefined
  return { ...(email === undefined ? {} : { email }), ...(who?.name === undefined ? {} : { name: who.name }) }
}

/** The address, where it is one. */
export const emailOf = (text: string | undefined): string | undefined =>
  z.email().safeParse(text).success ? text : undefined
