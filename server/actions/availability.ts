import type { AbsenceInput, Availability } from '../../shared/availability.ts'
import { absencesOf, deleteAbsence, uniteAbsence, updatePaused } from '../store/absences.ts'
import { findPerson, lockPerson } from '../store/people.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import { iso } from './clockView.ts'
import type { Actor, Environment } from './environment.ts'

/** When the caller is away, and whether they are paused. */
export const viewAvailability = (env: Environment, actor: Actor): Promise<Availability> =>
  inWorkspace(env.database, actor.workspace, 'viewAvailability', (tx) => seen(tx, actor))

/** The caller is away then: nothing is given to them by turn. Spans that touch become one. */
export const addAbsence = (env: Environment, actor: Actor, { from, until }: AbsenceInput): Promise<Availability> =>
  inWorkspace(env.database, actor.workspace, 'addAbsence', async (tx) => {
    await lockPerson(tx, actor.person)
    const span = await uniteAbsence(tx, actor.person, { fromAt: Date.parse(from), untilAt: Date.parse(until) })
    const body = { from: iso(span.fromAt), until: iso(span.untilAt) }
    await record(tx, { id: env.newId(), actorId: actor.person, act: 'absence.added', target: actor.person, body })
    return seen(tx, actor)
  })

/** The span that begins then is taken away; nothing where there is none. */
export const endAbsence = (env: Environment, actor: Actor, from: string): Promise<Availability> =>
  inWorkspace(env.database, actor.workspace, 'endAbsence', async (tx) => {
    await lockPerson(tx, actor.person)
    if (await deleteAbsence(tx, actor.person, Date.parse(from))) {
      const body = { from: iso(Date.parse(from)) }
      await record(tx, { id: env.newId(), actorId: actor.person, act: 'absence.ended', target: actor.person, body })
    }
    return seen(tx, actor)
  })

/** The caller takes no turns until they say so again. */
export const setPaused = (env: Environment, actor: Actor, paused: boolean): Promise<Availability> =>
  inWorkspace(env.database, actor.workspace, 'setPaused', async (tx) => {
    await lockPerson(tx, actor.person)
    const before = await findPerson(tx, actor.person)
    if (before?.paused !== paused) {
      await updatePaused(tx, actor.person, paused)
      const act = paused ? 'person.paused' : 'person.resumed'
      await record(tx, { id: env.newId(), actorId: actor.person, act, target: actor.person })
    }
    return seen(tx, actor)
  })

const seen = async (tx: Tx, { person }: Actor): Promise<Availability> => ({
  absences: (await absencesOf(tx, person)).map(({ fromAt, untilAt }) => ({ from: iso(fromAt), until: iso(untilAt) })),
  paused: (await findPerson(tx, person))?.paused ?? false,
})
