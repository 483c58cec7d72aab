import type { Finding } from '../../shared/livePlaybook.ts'
import type { LifecycleStage, Playbook } from '../../shared/playbook.ts'
import { conditionProblems } from './check/conditions.ts'
import { proofFindings } from './check/proof.ts'
import { type Book, type Found, nobody, repeated, repeatedIds } from './check/found.ts'
import { pointProblems } from './check/point.ts'
import { weakTriggers } from './weakTriggers.ts'
import { calendarProblem } from './workingTime.ts'

/**
 * What a schema cannot see: references to what does not exist, a ladder without an end, a calendar without a window, a condition
 * that nothing can meet, a step that is never asked. Errors keep it from being published; warnings and notes are told. `people`: ids of those who are here.
 */
export const checkPlaybook = (playbook: Playbook, people: ReadonlySet<string>): Finding[] => {
  const book: Book = { playbook, people }
  const { calendars, lifecycle, fits, sources, pools, points } = playbook
  const found: Found[] = [
    ...repeatedIds(calendars, 'calendars'),
    ...repeatedIds(lifecycle, 'lifecycle'),
    ...repeatedIds(fits, 'fits'),
    ...repeatedIds(pools, 'pools'),
    ...repeatedIds(points, 'points'),
    ...repeated(
      sources.map(({ source }) => source),
      'sources',
      'source',
    ),
    ...calendars.flatMap((calendar, i) => {
      const problem = calendarProblem(calendar)
      return problem === null ? [] : [{ path: `calendars.${i}`, problem }]
    }),
    ...stageProblems(lifecycle),
    ...sources.flatMap(({ sender }, i) => nobody(book, sender, `sources.${i}.sender`)),
    ...pools.flatMap(({ owner, members }, i) => [
      ...repeated(
        members.map(({ person }) => person),
        `pools.${i}.members`,
        'person',
      ),
      ...nobody(book, owner, `pools.${i}.owner`),
      ...members.flatMap(({ person }, j) => nobody(book, person, `pools.${i}.members.${j}.person`)),
    ]),
    ...conditionProblems(book),
    ...points.flatMap((point, i) => pointProblems(book, point, `points.${i}`)),
    ...proofFindings(playbook),
    ...weakTriggers(playbook).map(({ path, problem }): Found => ({ path, problem, kind: 'warning' })),
  ]
  return once(found).map(({ kind, ...rest }): Finding => ({ ...rest, kind: kind ?? 'error' }))
}

/** Those that keep a playbook from being published. */
export const errorsIn = (findings: readonly Finding[]): Finding[] => findings.filter(({ kind }) => kind === 'error')

/** One name of a CRM is one stage of a buyer's life. */
const stageProblems = (lifecycle: readonly LifecycleStage[]): Found[] => {
  const seen = new Map<string, string>()
  return lifecycle.flatMap(({ id, crm }, i) =>
    Object.entries(crm).flatMap(([kind, names]) =>
      names.flatMap((name, j): Found[] => {
        const key = `${kind}/${name.trim().toLowerCase()}`
        const other = seen.get(key)
        seen.set(key, other ?? id)
        return other === undefined || other === id
          ? []
          : [{ path: `lifecycle.${i}.crm.${kind}.${j}`, problem: `«${name}» of ${kind} is «${other}» already` }]
      }),
    ),
  )
}

const once = (found: readonly Found[]): Found[] => {
  const seen = new Set<string>()
  return found.filter(({ path, problem }) => !seen.has(`${path} ${problem}`) && seen.add(`${path} ${problem}`))
}
