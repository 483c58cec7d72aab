import * as z from 'zod/mini'
import type { RecordRef } from '../../../shared/record.ts'
import type { CrmRecord } from '../connector.ts'
import { Instant, linked, Named, readOne, Text } from './answer.ts'
import type { Beside } from './beside.ts'
import { buyerOf } from './buyer.ts'
import type { OdooCall } from './call.ts'
import { LinkedUser, ownerOf, USER_FIELDS } from './owner.ts'

/** Reads a contact: a person, or a company, which has no person's name. Odoo keeps no record of who set its salesperson. */
export const readPartner = async (
  call: OdooCall,
  ref: RecordRef,
  id: number,
  readBeside: () => Promise<Beside>,
  signal: AbortSignal,
): Promise<CrmRecord | 'gone'> => {
  const partner = await readOne(call, 'res.partner', id, { specification: SPECIFICATION, schema: Partner }, signal)
  if (!partner) return 'gone'
  const { opportunities, ...history } = await readBeside()
  const account = partner.commercial_partner_id
  const company = partner.is_company ? partner.name : partner.commercial_company_name
  const all: Record<string, string | boolean | undefined> = {
    name: partner.name,
    is_company: partner.is_company,
    website: partner.website,
    city: partner.city,
    country_id: partner.country_id?.display_name,
    category_id: partner.category_id.flatMap((tag) => tag.display_name ?? []).join(', ') || undefined,
    active: partner.active,
  }
  return {
    ref,
    buyer: buyerOf({
      name: partner.is_company ? undefined : partner.name,
      email: partner.email_normalized,
      phone: partner.phone,
      title: partner.function,
      company,
    }),
    ...ownerOf(partner.user_id),
    company,
    createdAt: partner.create_date,
    ...history,
    related: {
      ...(account?.is_company && account.id !== id
        ? { account: { ...ref, type: 'contact', id: String(account.id) } }
        : {}),
      ...(opportunities === undefined ? {} : { opportunities }),
    },
    fields: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}

const SPECIFICATION = {
  name: {},
  is_company: {},
  email_normalized: {},
  phone: {},
  function: {},
  commercial_company_name: {},
  website: {},
  city: {},
  active: {},
  create_date: {},
  commercial_partner_id: { fields: { is_company: {} } },
  user_id: USER_FIELDS,
  country_id: { fields: { display_name: {} } },
  category_id: { fields: { display_name: {} } },
}

const Partner = z.object({
  name: Text,
  is_company: z.boolean(),
  email_normalized: Text,
  phone: Text,
  function: Text,
  commercial_company_name: Text,
  website: Text,
  city: Text,
  active: z.boolean(),
  create_date: z.optional(Instant),
  commercial_partner_id: z.optional(linked(z.object({ id: z.int(), is_company: z.optional(z.boolean()) }))),
  user_id: LinkedUser,
  country_id: linked(Named),
  category_id: z.array(Named),
})
