import * as z from 'zod/mini'
import type { CrmOpportunity } from '../connector.ts'
import { checked, linked, Named } from './answer.ts'
import type { OdooCall } from './call.ts'
import { LinkedUser, ownerOf, USER_FIELDS } from './owner.ts'
import { refOf } from './place.ts'

const OPPORTUNITIES_MAX = 50

/** The latest opportunities of a person, or of a company and all its people. */
export const opportunitiesOf = async (
  call: OdooCall,
  connection: string,
  partnerId: number,
  signal: AbortSignal,
): Promise<CrmOpportunity[]> => {
  const answer = await call(
    'crm.lead',
    'web_search_read',
    {
      domain: [
        ['partner_id', 'child_of', partnerId],
        ['type', '=', 'opportunity'],
      ],
      specification: {
        stage_id: { fields: { display_name: {}, is_won: {} } },
        active: {},
        probability: {},
        type: {},
        expected_revenue: {},
        user_id: USER_FIELDS,
      },
      limit: OPPORTUNITIES_MAX,
      order: 'create_date desc, id desc',
      context: { active_test: false, lang: 'en_US' },
    },
    signal,
  )
  return checked(Rows, answer).records.map(({ id, ...row }) => ({
    ref: refOf(connection, { model: 'crm.lead', id }),
    ...(row.stage_id?.display_name === undefined ? {} : { stage: row.stage_id.display_name }),
    closed: endOf(row) ?? null,
    ownerEmail: ownerOf(row.user_id).ownerEmail,
    ...(row.expected_revenue === 0 ? {} : { amount: row.expected_revenue }),
  }))
}

const Ends = z.object({
  type: z.string(),
  active: z.boolean(),
  probability: z.optional(z.number()),
  stage_id: linked(z.extend(Named, { is_won: z.optional(z.boolean()) })),
})
const Rows = z.object({
  records: z.array(z.extend(Ends, { id: z.int(), expected_revenue: z.number(), user_id: LinkedUser })),
})

/** As Odoo itself tells it: lost is archived with no chance left, won is an opportunity in a stage of winning. */
export const endOf = ({ type, active, probability, stage_id }: z.infer<typeof Ends>): 'won' | 'lost' | undefined => {
  if (!active) return probability === 0 ? 'lost' : undefined
  return type === 'opportunity' && stage_id?.is_won === true ? 'won' : undefined
}
