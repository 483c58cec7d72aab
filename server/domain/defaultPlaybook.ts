import type { Calendar } from '../../shared/calendar.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { aeToDealDesk } from './playbook/aeToDealDesk.ts'
import { aeToSe } from './playbook/aeToSe.ts'
import { csToAm } from './playbook/csToAm.ts'
import { ICP, LIFECYCLE, WEAK_FIT } from './playbook/lifecycle.ts'
import { marketingToSdr } from './playbook/marketingToSdr.ts'
import { type Crew, crewOf, type PlaybookParts, poolOf } from './playbook/parts.ts'
import { productToSales } from './playbook/productToSales.ts'
import { salesToCs } from './playbook/salesToCs.ts'
import { sdrToAe } from './playbook/sdrToAe.ts'

/**
 * The playbook that a workspace starts with: all seven points, each complete. It works for one admin alone, who then has every
 * part, and for a whole team.
 */
export const defaultPlaybook = (parts: PlaybookParts): Playbook => {
  const crew = crewOf(parts)
  return {
    calendars: parts.calendars,
    lifecycle: LIFECYCLE,
    fits: [ICP, WEAK_FIT],
    sources: sources(crew),
    pools: [
      crew.sdrs,
      poolOf(crew, 'ae', 'Account executives', ['ae']),
      poolOf(crew, 'se', 'Sales engineers', ['se']),
      poolOf(crew, 'deal_desk', 'Deal desk', ['legal', 'finance', 'procurement']),
      poolOf(crew, 'csm', 'Customer success', ['csm']),
      poolOf(crew, 'am', 'Account managers', ['am']),
    ],
    points: [
      marketingToSdr(crew),
      sdrToAe(crew),
      aeToSe(crew),
      aeToDealDesk(crew),
      salesToCs(crew),
      productToSales(crew),
      csToAm(crew),
    ],
  }
}

/** Marketing answers for what brings buyers here, customer success for what the product and the calendar say of a customer. */
const sources = ({ marketing, hasOwn, first }: Crew): Playbook['sources'] => [
  ...(marketing === null ? [] : ['website', 'campaign', 'webinar'].map((source) => ({ source, sender: marketing }))),
  ...(hasOwn('csm') ? ['product', 'calendar'].map((source) => ({ source, sender: first('csm') })) : []),
]

/** Monday to Friday, nine to five, in this zone. */
export const officeHours = (id: string, zone: string, from = '09:00', to = '17:00'): Calendar => ({
  id,
  zone,
  weekly: [{ days: [1, 2, 3, 4, 5], windows: [{ from, to }] }],
  exceptions: [],
})
