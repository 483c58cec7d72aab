import type { Condition } from '../../../shared/condition.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Playbook } from '../../../shared/playbook.ts'
import { leavesIn, namesIn } from '../mentioned.ts'
import { namedFits } from '../namedFits.ts'
import { readPattern } from '../pattern.ts'
import { type Book, type Found, idsOf } from './found.ts'

/** Conditions name fits that there are and fields that something fills; no fit is made of itself. */
export const conditionProblems = (book: Book): Found[] => {
  const fits = idsOf(book.playbook.fits)
  const named = namedFits(book.playbook.fits)
  const conditions = conditionsOf(book.playbook)
  return [
    ...conditions.flatMap(({ condition, path }) => patternProblems(condition, path)),
    ...conditions.flatMap(({ condition, path }): Found[] =>
      named.sizeOf(condition) > PARTS_MAX
        ? [{ path, problem: `has more than ${PARTS_MAX} parts with the fits that it names; name fewer in it` }]
        : [],
    ),
    ...conditions.flatMap(({ condition, path }) =>
      namesIn(condition, path).flatMap(({ kind, name, path: at }): Found[] => {
        if (kind === 'fit') return fits.has(name) ? [] : [{ path: at, problem: `no fit «${name}»` }]
        const problem = fieldProblem(name)
        return problem === null ? [] : [{ path: at, problem }]
      }),
    ),
    ...book.playbook.fits.flatMap(({ id }, i): Found[] =>
      named.circular.has(id) ? [{ path: `fits.${i}.when`, problem: `«${id}» is made of itself` }] : [],
    ),
  ]
}

/** Each text pattern is one that can be read, and small enough to be looked for in every signal. */
const patternProblems = (condition: Condition, path: string): Found[] =>
  leavesIn(condition, path).flatMap(({ leaf, path: at }): Found[] => {
    if (!('matches' in leaf)) return []
    const pattern = readPattern(leaf.matches)
    return 'problem' in pattern ? [{ path: `${at}.matches`, problem: pattern.problem }] : []
  })

/** A condition is looked at for each signal, with its fits: so many parts take about a millisecond. */
const PARTS_MAX = 5_000

/** What is known of a signal and of a handoff is Baton's own; a person, an account and an opportunity have whatever their CRM has. */
const OWN: Record<string, RegExp> = {
  signal: /^(?:kind|source|fields\.[\w-]+(?:\.[\w-]+)?)$/,
  handoff: /^(?:tier|point)$/,
}

const fieldProblem = (field: string): string | null => {
  const [of = '', ...rest] = field.split('.')
  const name = rest.join('.')
  if (OWN[of] === undefined || OWN[of].test(name)) return null
  return of === 'signal'
    ? `a signal has no «${name}»; what its form sent is under «signal.fields»`
    : `a handoff has no «${name}» here, but «tier» and «point»`
}

const conditionsOf = ({ fits, lifecycle, points }: Playbook): { condition: Condition; path: string }[] =>
  [
    ...fits.map(({ when }, i) => ({ condition: when, path: `fits.${i}.when` })),
    ...lifecycle.map(({ entry }, i) => ({ condition: entry, path: `lifecycle.${i}.entry` })),
    ...points.flatMap((point, i) => conditionsOfPoint(point, `points.${i}`)),
  ].flatMap(({ condition, path }) => (condition === undefined ? [] : [{ condition, path }]))

const conditionsOfPoint = (point: HandoffPoint, path: string): { condition: Condition | undefined; path: string }[] => [
  ...point.triggers.flatMap(({ when, tierWhen = [] }, i) => [
    { condition: when, path: `${path}.triggers.${i}.when` },
    ...tierWhen.map((rule, j) => ({ condition: rule.when, path: `${path}.triggers.${i}.tierWhen.${j}.when` })),
  ]),
  ...point.ladder.map(({ when }, i) => ({ condition: when, path: `${path}.ladder.${i}.when` })),
  ...(point.approvals ?? []).flatMap(({ when, approvers }, i) => [
    { condition: when, path: `${path}.approvals.${i}.when` },
    ...approvers.map((each, j) => ({ condition: each.when, path: `${path}.approvals.${i}.approvers.${j}.when` })),
  ]),
  ...point.tiersWhen.map(({ when }, i) => ({ condition: when, path: `${path}.tiersWhen.${i}.when` })),
  ...point.completion.flatMap(({ signs }, i) =>
    signs.flatMap((sign, j) =>
      sign.kind === 'record' ? [{ condition: sign.when, path: `${path}.completion.${i}.signs.${j}.when` }] : [],
    ),
  ),
]
