import type { CrmRecord } from '../connector.ts'
import { clipped } from './buyer.ts'

/** What is known of how a lead came to be. Instants are ISO 8601 in UTC. */
export type Origin = {
  title: string
  source?: string
  campaign?: string
  medium?: string
  tags: string[]
  createdAt: string
  changedAt: string
  active: boolean
  /** Created by one of Odoo's own: its robot (mail gateway) or the public user (web form). */
  createdByOdoo: boolean
}

const KINDS: [kind: string, words: RegExp][] = [
  ['demo_request', /\bdemos?\b|\bdemonstration\b/i],
  ['pricing_inquiry', /\bpric(?:e|es|ing)\b|\bquot(?:e|es|ation)\b/i],
]

const NEW_FOR_MS = 24 * 60 * 60 * 1_000
/** As long as a signal's source may be. */
const SOURCE_LENGTH_MAX = 200

/**
 * Reads a lead as a buyer's request. It is one when the lead
 * - came from outside: it names a source, a campaign or a medium, or nobody of the company typed it in (Odoo's robot or
 *   its public user created it), and
 * - is new: active, and last changed within a day of its creation, so that the first edit of an old lead opens nothing.
 *
 * Its kind is told by its tags, source, campaign, medium and title, in words: «demo» makes `demo_request`, «price»,
 * «pricing», «quote» and «quotation» make `pricing_inquiry`; tags are asked first. Any other one is `contact_sales`.
 */
export const requestOf = (origin: Origin): CrmRecord['request'] => {
  const source = origin.source ?? origin.campaign ?? origin.medium
  const isNew = origin.active && Date.parse(origin.changedAt) - Date.parse(origin.createdAt) <= NEW_FOR_MS
  if (!isNew || (source === undefined && !origin.createdByOdoo)) return undefined
  const places = [...origin.tags, origin.source, origin.campaign, origin.medium, origin.title]
  const kindOf = (text = '') => KINDS.find(([, words]) => words.test(text))?.[0]
  const kind = places.map(kindOf).find((found) => found !== undefined) ?? 'contact_sales'
  return { kind, source: clipped(source, SOURCE_LENGTH_MAX) ?? 'Odoo', occurredAt: origin.createdAt }
}
