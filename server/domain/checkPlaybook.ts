import type { EscalationStep, Playbook } from '../../shared/playbook.ts'
import { calendarProblem } from './workingTime.ts'

export type Finding = { path: string; problem: string }

/** What a schema cannot see: references to what does not exist, a ladder without an end, a calendar without a window. */
export const checkPlaybook = (playbook: Playbook, people: ReadonlySet<string>): Finding[] => {
  const calendars = new Set(playbook.calendars.map(({ id }) => id))
  const pools = new Set(playbook.pools.map(({ id }) => id))
  const knows = (person: string, path: string): Finding[] =>
    people.has(person) ? [] : [{ path, problem: `nobody here has the id «${person}»` }]
  return [
    ...repeated(
      playbook.calendars.map(({ id }) => id),
      'calendars',
      'id',
    ),
    ...repeated(
      playbook.pools.map(({ id }) => id),
      'pools',
      'id',
    ),
    ...repeated(
      playbook.points.map(({ id }) => id),
      'points',
      'id',
    ),
    ...playbook.pools.flatMap((pool, i) =>
      repeated(
        pool.members.map(({ person }) => person),
        `pools.${i}.members`,
        'person',
      ),
    ),
    ...playbook.calendars.flatMap((calendar, i) => {
      const problem = calendarProblem(calendar)
      return problem === null ? [] : [{ path: `calendars.${i}`, problem }]
    }),
    ...playbook.pools.flatMap((pool, i) =>
      pool.members.flatMap(({ person }, j) => knows(person, `pools.${i}.members.${j}.person`)),
    ),
    ...playbook.points.flatMap((point, i) => {
      const path = `points.${i}`
      const last = point.ladder.at(-1)
      return [
        ...repeated(
          point.triggers.map(({ id }) => id),
          `${path}.triggers`,
          'id',
        ),
        ...repeated(
          point.ladder.map(({ id }) => id),
          `${path}.ladder`,
          'id',
        ),
        ...repeated(
          point.context.map(({ item }) => item),
          `${path}.context`,
          'item',
        ),
        ...escalationProblems(point.escalation, `${path}.escalation`),
        ...(calendars.has(point.coverage)
          ? []
          : [{ path: `${path}.coverage`, problem: `no calendar «${point.coverage}»` }]),
        ...(last?.kind === 'catch_all'
          ? []
          : [
              {
                path: `${path}.ladder`,
                problem: 'the last step is no catch-all owner, so a record could end without one',
              },
            ]),
        ...point.ladder.flatMap((step, j) => {
          if (step.kind === 'catch_all') return knows(step.person, `${path}.ladder.${j}.person`)
          if (step.kind === 'pool' && !pools.has(step.pool))
            return [{ path: `${path}.ladder.${j}.pool`, problem: `no pool «${step.pool}»` }]
          return []
        }),
      ]
    }),
  ]
}

/** Ids name things in events and traces, so one id names one thing. */
const repeated = (ids: readonly string[], path: string, field: string): Finding[] =>
  ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [{ path: `${path}.${i}.${field}`, problem: `«${id}» is there twice` }],
  )

/** A step is told apart by clock and id; the breach itself is a step of every clock. */
const escalationProblems = (steps: readonly EscalationStep[], path: string): Finding[] => [
  ...repeated(
    steps.map(({ clock, id }) => `${clock}.${id}`),
    path,
    'id',
  ),
  ...steps.flatMap(({ id }, i) =>
    id === 'breach' ? [{ path: `${path}.${i}.id`, problem: '«breach» is the name of the deadline itself' }] : [],
  ),
]
