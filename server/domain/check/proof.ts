import type { Playbook } from '../../../shared/playbook.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import { type Proved, proveLadder } from '../prove/ladder.ts'
import type { Found } from './found.ts'

/** What the prover says of each ladder, in words, with a record that shows it. */
export const proofFindings = ({ points, fits }: Playbook): Found[] =>
  points.flatMap((point, i) => {
    const proved = proveLadder(point, fits)
    const overlaps = proved.filter(isOverlap)
    const left = overlaps.length - OVERLAPS_MAX
    const told = proved.filter((each) => !isOverlap(each) || overlaps.indexOf(each) < OVERLAPS_MAX)
    const path = `points.${i}.ladder`
    return [
      ...told.map((each) => found(point, each, `${path}.${each.at}`)),
      ...(left > 0
        ? [{ path, problem: `${left} more steps have records in common with earlier ones`, kind: 'note' as const }]
        : []),
    ]
  })

/** In a ladder the first of two is meant to win: who reads it needs some, not hundreds. */
const OVERLAPS_MAX = 20
const isOverlap = ({ code }: Proved): boolean => code === 'overlaps' || code === 'may_overlap'

const found = (point: HandoffPoint, proved: Proved, path: string): Found => {
  const names = proved.others.map((id) => `«${point.ladder.find((step) => step.id === id)?.name ?? id}»`)
  const some = names.length > NAMES_MAX ? [...names.slice(0, NAMES_MAX), `${names.length - NAMES_MAX} more`] : names
  return {
    path,
    problem: PROBLEMS[proved.code](`${listed(some)} ${names.length > 1 ? 'together take' : 'takes'}`, names[0] ?? ''),
    kind: NOTES.has(proved.code) ? 'note' : 'warning',
    ...(proved.witness === null ? {} : { witness: proved.witness }),
  }
}
const NAMES_MAX = 4
const NOTES: ReadonlySet<Proved['code']> = new Set(['overlaps', 'may_overlap', 'missing', 'undecided'])

/** `take`: «A» takes, «A» and «B» together take. */
const PROBLEMS: Record<Proved['code'], (take: string, first: string) => string> = {
  never: () => 'no record meets this condition',
  unreachable: (take) => `is never reached: ${take} every record that it is for`,
  shadowed: (take) => `${take} every record that it is for; it is asked only when nobody there can`,
  redundant: (take) => `${take} every record that it is for, with the same outcome, so it changes nothing`,
  overlaps: (_, first) => `some records are for ${first} too, which comes first`,
  may_overlap: (_, first) => `a text pattern decides whether records are for ${first} too, which comes first`,
  missing: () => 'some records meet none of the steps before it',
  undecided: () => 'it was not decided whether another step takes all of its records',
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
