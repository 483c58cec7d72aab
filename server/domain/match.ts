import { getDomain } from 'tldts'
import type { Buyer } from '../../shared/signal.ts'
import { FREE_MAIL } from './freeMail.ts'

/**
 * The registrable domain that stands for a buyer's company, by the Public Suffix List with its private section, in ASCII;
 * null when the address says nothing about a company (free mail, no address).
 */
export const companyDomain = (email: string | undefined): string | null => {
  const host = email?.trim().toLowerCase().split('@').at(-1)
  if (email === undefined || host === undefined || !email.includes('@')) return null
  const ascii = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host
  const domain = getDomain(ascii, { allowPrivateDomains: true })
  return domain === null || FREE_MAIL.has(domain) ? null : domain
}

/** How a buyer is named where nothing but an address is known. */
export const displayName = (buyer: Buyer): string =>
  buyer.name ?? buyer.email ?? buyer.phone ?? buyer.company ?? 'Unknown'
