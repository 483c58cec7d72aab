import type { Playbook } from '../../shared/playbook.ts'
import { calendarProblem } from './workingTime.ts'

export type Finding = { path: string; problem: string }

/** What a schema cannot see: references to what does not exist, a ladder without an end, a calendar without a window. */
export const checkPlaybook = (playbook: Playbook, people: ReadonlySet<string>): Finding[] => {
  const calendars = new Set(playbook.calendars.map(({ id }) => id))
  const pools = new Set(playbook.pools.map(({ id }) => id))
  const knows = (person: string, path: string): Finding[] => (people.has(person) ? [] : [{ path, problem: `nobody here has the id «${person}»` }])
  return [
    ...playbook.calendars.flatMap((calendar, i) => {
      const problem = calendarProblem(calendar)
      return problem === null ? [] : [{ path: `calendars.${i}`, problem }]
    }),
    ...playbook.pools.flatMap((pool, i) => pool.members.flatMap(({ person }, j) => knows(person, `pools.${i}.members.${j}.person`))),
    ...playbook.points.flatMap((point, i) => {
      const path = `points.${i}`
      const last = point.ladder.at(-1)
      return [
        ...(calendars.has(point.coverage) ? [] : [{ path: `${path}.coverage`, problem: `no calendar «${point.coverage}»` }]),
        ...(last?.kind === 'catch_all' ? [] : [{ path: `${path}.ladder`, problem: 'the last step is no catch-all owner, so a record could end without one' }]),
        ...point.ladder.flatMap((step, j) => {
          if (step.kind === 'catch_all') return knows(step.person, `${path}.ladder.${j}.person`)
          if (step.kind === 'pool' && !pools.has(step.pool)) return [{ path: `${path}.ladder.${j}.pool`, problem: `no pool «${step.pool}»` }]
          return []
        }),
      ]
    }),
  ]
}
