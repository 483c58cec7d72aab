import * as z from 'zod/mini'
import type { RecordRef } from '../../../shared/record.ts'
import type { CrmRecord } from '../connector.ts'
import { Instant, linked, Named, readOne, Text } from './answer.ts'
import { plainText } from './html.ts'
import type { Beside } from './beside.ts'
import { buyerOf, nameBefore } from './buyer.ts'
import type { OdooCall } from './call.ts'
import { endOf } from './opportunities.ts'
import { LinkedUser, ownerOf, ownerSetBy, USER_FIELDS } from './owner.ts'
import { refOf } from './place.ts'
import { requestOf } from './request.ts'
import { ROBOT_USER } from './user.ts'

/** Reads a lead or an opportunity with what it links to in one request; then who gave it to its salesperson, and what is beside it. */
export const readLead = async (
  call: OdooCall,
  ref: RecordRef,
  id: number,
  readBeside: () => Promise<Beside>,
  signal: AbortSignal,
): Promise<CrmRecord | 'gone'> => {
  const lead = await readOne(call, 'crm.lead', id, { specification: SPECIFICATION, schema: Lead }, signal)
  if (!lead) return 'gone'
  const person = lead.partner_id?.is_company ? undefined : lead.partner_id
  const company = lead.partner_name ?? lead.partner_id?.commercial_company_name
  const [setBy, beside] = await Promise.all([lead.user_id && ownerSetBy(call, lead, signal), readBeside()])
  const ended = endOf(lead)
  return {
    ref,
    buyer: buyerOf({
      name: lead.contact_name ?? person?.name ?? nameBefore(lead.email_from),
      email: lead.email_normalized ?? lead.partner_id?.email_normalized,
      phone: lead.phone ?? lead.partner_id?.phone,
      title: lead.function ?? person?.function,
      company,
    }),
    ...ownerOf(lead.user_id),
    ownerSetBy: setBy,
    ...beside,
    stage: lead.stage_id?.display_name,
    company,
    createdAt: lead.create_date,
    ...(ended === undefined ? {} : { closed: ended }),
    ...(isNotToBeContacted(lead) ? { doNotContact: true } : {}),
    related: relatedOf(ref.connection, lead.partner_id),
    fields: fieldsOf(lead),
    request: requestOf({
      title: lead.name ?? '',
      source: lead.source_id?.display_name,
      campaign: lead.campaign_id?.display_name,
      medium: lead.medium_id?.display_name,
      tags: tagsOf(lead),
      createdAt: lead.create_date,
      changedAt: lead.write_date,
      active: lead.active,
      createdByOdoo: lead.create_uid?.id === ROBOT_USER || lead.create_uid?.share === true,
    }),
  }
}

const asked = (...names: string[]) => ({ fields: Object.fromEntries(names.map((name) => [name, {}])) })

const SPECIFICATION = {
  ...asked(
    'name',
    'contact_name',
    'email_from',
    'email_normalized',
    'phone',
    'function',
    'partner_name',
    'description',
    'website',
  ).fields,
  ...asked('city', 'expected_revenue', 'type', 'active', 'create_date', 'write_date', 'date_open').fields,
  ...asked('probability', 'date_deadline', 'date_closed', 'is_blacklisted', 'phone_blacklisted').fields,
  partner_id: {
    fields: {
      ...asked('name', 'is_company', 'email_normalized', 'phone', 'function', 'commercial_company_name').fields,
      commercial_partner_id: asked('is_company'),
    },
  },
  user_id: USER_FIELDS,
  write_uid: USER_FIELDS,
  create_uid: asked('share'),
  team_id: asked('display_name'),
  stage_id: asked('display_name', 'is_won'),
  source_id: asked('display_name'),
  campaign_id: asked('display_name'),
  medium_id: asked('display_name'),
  country_id: asked('display_name'),
  tag_ids: asked('display_name'),
}

const Lead = z.object({
  id: z.int(),
  name: Text,
  contact_name: Text,
  email_from: z.optional(Text),
  email_normalized: Text,
  phone: Text,
  function: Text,
  partner_name: Text,
  description: Text,
  website: Text,
  city: Text,
  expected_revenue: z.number(),
  type: z.string(),
  active: z.boolean(),
  create_date: Instant,
  write_date: Instant,
  date_open: linked(Instant),
  probability: z.optional(z.number()),
  date_deadline: z.optional(Text),
  date_closed: z.optional(linked(Instant)),
  is_blacklisted: z.optional(z.boolean()),
  phone_blacklisted: z.optional(z.boolean()),
  /** A link whose target this user may not read comes with its id alone. */
  partner_id: linked(
    z.object({
      id: z.optional(z.int()),
      commercial_partner_id: z.optional(linked(z.object({ id: z.int(), is_company: z.optional(z.boolean()) }))),
      name: z.optional(Text),
      is_company: z.optional(z.boolean()),
      email_normalized: z.optional(Text),
      phone: z.optional(Text),
      function: z.optional(Text),
      commercial_company_name: z.optional(Text),
    }),
  ),
  user_id: LinkedUser,
  write_uid: LinkedUser,
  create_uid: linked(z.object({ id: z.number(), share: z.optional(z.boolean()) })),
  team_id: linked(Named),
  stage_id: linked(z.extend(Named, { is_won: z.optional(z.boolean()) })),
  source_id: linked(Named),
  campaign_id: linked(Named),
  medium_id: linked(Named),
  country_id: linked(Named),
  tag_ids: z.array(Named),
})
type Lead = z.infer<typeof Lead>

const tagsOf = (lead: Lead): string[] => lead.tag_ids.flatMap((tag) => tag.display_name ?? [])

/** One list alone is for mass mailings: whoever left those and then asks for a demo is to be answered. */
const isNotToBeContacted = (lead: Lead): boolean =>
  (lead.is_blacklisted === true && lead.phone_blacklisted === true) ||
  tagsOf(lead).some((tag) => /^do[ -]not[ -]contact$/i.test(tag))

const relatedOf = (connection: string, partner: Lead['partner_id']): CrmRecord['related'] => {
  const account = partner?.is_company ? partner : partner?.commercial_partner_id
  const at = (id: number) => refOf(connection, { model: 'res.partner', id })
  return {
    ...(account?.is_company && account.id !== undefined ? { account: at(account.id) } : {}),
    ...(partner?.id !== undefined && !partner.is_company ? { contact: at(partner.id) } : {}),
  }
}

const fieldsOf = (lead: Lead): CrmRecord['fields'] => {
  const all: Record<string, string | number | boolean | undefined> = {
    name: lead.name,
    type: lead.type,
    description: lead.description === undefined ? undefined : plainText(lead.description) || undefined,
    source_id: lead.source_id?.display_name,
    campaign_id: lead.campaign_id?.display_name,
    medium_id: lead.medium_id?.display_name,
    tag_ids: tagsOf(lead).join(', ') || undefined,
    team_id: lead.team_id?.display_name,
    country_id: lead.country_id?.display_name,
    city: lead.city,
    website: lead.website,
    expected_revenue: lead.expected_revenue === 0 ? undefined : lead.expected_revenue,
    create_date: lead.create_date,
    date_deadline: lead.date_deadline,
    date_closed: lead.date_closed,
    is_blacklisted: lead.is_blacklisted === true ? true : undefined,
    active: lead.active,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
