import { Temporal } from 'temporal-polyfill'
import type { PersonRef } from '../../shared/person.ts'
import type { Receipt, Why } from '../../shared/receipt.ts'
import type { Offer } from './event.ts'
import { type Route, type RouteInputs, wholeTrace } from './route.ts'

/** Why this person owns it, phrased from the offer. */
export const whyOf = (offer: Offer, nameOf: (person: string) => PersonRef): Why => ({
  reason: offer.why,
  ...(offer.whyName === null ? {} : { name: offer.whyName }),
  ...(offer.instead === null
    ? {}
    : {
        instead: {
          name: nameOf(offer.instead.person).name,
          ...(offer.instead.awayUntil === null ? {} : { awayUntil: iso(offer.instead.awayUntil) }),
        },
      }),
})

/** The decision with names in place of ids: the receipt that its owner sees. */
export const receiptOf = (
  decision: { inputs: RouteInputs; route: Route; playbookVersion: number; at: number },
  offer: Offer,
  nameOf: (person: string) => PersonRef,
): Receipt => ({
  decidedAt: iso(decision.at),
  playbookVersion: decision.playbookVersion,
  why: whyOf(offer, nameOf),
  owner: nameOf(offer.owner),
  backup: offer.backup === null ? null : nameOf(offer.backup),
  match:
    decision.inputs.match === null
      ? null
      : {
          account: decision.inputs.match.name,
          evidence: decision.inputs.match.evidence,
          value: decision.inputs.match.value,
        },
  steps: wholeTrace(decision.inputs.ladder, decision.route.trace).map(({ candidates, ...step }) => ({
    ...step,
    candidates: candidates.map(({ person, ...candidate }) => ({ person: nameOf(person), ...candidate })),
  })),
})

const iso = (atMs: number): string => Temporal.Instant.fromEpochMilliseconds(atMs).toString()
