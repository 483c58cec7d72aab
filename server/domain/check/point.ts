import { KnownItem } from '../../../shared/context.ts'
import type { EscalationStep, HandoffPoint } from '../../../shared/point.ts'
import { type Book, type Found, idsOf, no, nobody, repeated, repeatedIds } from './found.ts'
import { ladderProblems } from './ladder.ts'

/** What a schema cannot see of one point. */
export const pointProblems = (book: Book, point: HandoffPoint, path: string): Found[] => [
  ...repeatedIds(point.triggers, `${path}.triggers`),
  ...ladderProblems(book, point, path),
  ...approvalProblems(book, point, path),
  ...contextProblems(point, path),
  ...clockProblems(book, point, path),
  ...completionProblems(book, point, path),
  ...escalationProblems(point.escalation, `${path}.escalation`),
]

const approvalProblems = (book: Book, { approvals }: HandoffPoint, path: string): Found[] => {
  if (approvals === undefined) return []
  const last = approvals.length - 1
  return [
    ...repeatedIds(approvals, `${path}.approvals`),
    ...approvals.flatMap(({ approvers }, i): Found[] => [
      ...repeatedIds(approvers, `${path}.approvals.${i}.approvers`),
      ...approvers.flatMap(({ person }, j) => nobody(book, person, `${path}.approvals.${i}.approvers.${j}.person`)),
      ...(approvers.every(({ when }) => when !== undefined)
        ? [
            {
              path: `${path}.approvals.${i}.approvers`,
              problem: 'each approver has a condition, so it could be that nobody has to say yes',
            },
          ]
        : []),
    ]),
    ...(approvals[last]?.when === undefined
      ? []
      : [
          {
            path: `${path}.approvals.${last}.when`,
            problem: 'the last approval route has a condition, so a handoff could be without approvers',
          },
        ]),
  ]
}

/** Where a value may come from: the buyer, the signal's own fields, the CRM's record, Baton itself. */
const FIELD =
  /^(?:buyer\.(?:name|email|phone|title|company|zone)|signal\.(?:kind|source)|fields\.[^.]+|crm\.[^.]+|baton\.(?:record|touchpoints|owners|sla))$/

const contextProblems = ({ context, triggers, gate }: HandoffPoint, path: string): Found[] => {
  const hasForm = triggers.some(({ kinds }) => kinds.includes('handed_off')) || gate !== undefined
  const known: readonly string[] = KnownItem.options
  return [
    ...repeated(
      context.map(({ item }) => item),
      `${path}.context`,
      'item',
    ),
    ...context.flatMap(({ item, name, need, fields }, i): Found[] => [
      ...(name === undefined && !known.includes(item)
        ? [{ path: `${path}.context.${i}.item`, problem: `«${item}» is none of the twelve items, so it needs a name` }]
        : []),
      ...fields.flatMap((field, j) =>
        FIELD.test(field)
          ? []
          : [{ path: `${path}.context.${i}.fields.${j}`, problem: `nothing fills a field «${field}»` }],
      ),
      ...(need === 'required' && fields.length === 0 && !hasForm
        ? [
            {
              path: `${path}.context.${i}.fields`,
              problem: `«${item}» is required, and neither a field nor anybody who hands over fills it`,
            },
          ]
        : []),
    ]),
  ]
}

const clockProblems = ({ playbook }: Book, { coverage, tiers, tiersWhen }: HandoffPoint, path: string): Found[] => {
  const calendars = idsOf(playbook.calendars)
  return [
    ...no('calendar', calendars, coverage, `${path}.coverage`),
    ...repeatedIds(tiersWhen, `${path}.tiersWhen`),
    ...tiersWhen.flatMap((rule, i) => no('calendar', calendars, rule.coverage, `${path}.tiersWhen.${i}.coverage`)),
    ...(Object.values(tiers).every((tier) => tier === null)
      ? [{ path: `${path}.tiers`, problem: 'no tier runs a clock, so nothing would ever be handed over here' }]
      : []),
  ]
}

const completionProblems = (
  { playbook }: Book,
  { completion, gate, approvals }: HandoffPoint,
  path: string,
): Found[] => {
  const stages = idsOf(playbook.lifecycle)
  return [
    ...repeatedIds(completion, `${path}.completion`),
    ...(gate?.stages ?? []).flatMap((stage, i) => no('lifecycle stage', stages, stage, `${path}.gate.stages.${i}`)),
    ...completion.flatMap(({ signs, byHand }, i): Found[] => [
      ...(signs.length === 0 && !byHand
        ? [{ path: `${path}.completion.${i}.signs`, problem: 'nothing shows it, and nobody may say so by hand' }]
        : []),
      ...signs.flatMap((sign, j): Found[] => {
        const at = `${path}.completion.${i}.signs.${j}`
        if (sign.kind === 'stage')
          return sign.stages.flatMap((stage, k) => no('lifecycle stage', stages, stage, `${at}.stages.${k}`))
        return sign.kind === 'approval' && approvals === undefined
          ? [{ path: `${at}.kind`, problem: 'it waits for approvals, and the point has no approvers' }]
          : []
      }),
    ]),
  ]
}

/** A step is told apart by clock and id; the breach itself is a step of every clock. */
const escalationProblems = (steps: readonly EscalationStep[], path: string): Found[] => [
  ...repeated(
    steps.map(({ clock, id }) => `${clock}.${id}`),
    path,
    'id',
  ),
  ...steps.flatMap(({ id }, i) =>
    id === 'breach' ? [{ path: `${path}.${i}.id`, problem: '«breach» is the name of the deadline itself' }] : [],
  ),
]
