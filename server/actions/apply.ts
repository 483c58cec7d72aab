import type { ActAnswer } from '../../shared/act.ts'
import { decide, type Command } from '../domain/decide.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { findAct, insertAct } from '../store/acts.ts'
import { append, lockHandoff, type StoredHandoff } from '../store/handoffs.ts'
import { allPeople, type Person } from '../store/people.ts'
import type { PersonalBody } from '../store/bodies.ts'
import { insertPersonal } from '../store/records.ts'
import { playbookAt } from '../store/playbooks.ts'
import { record } from '../store/workspaces.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { RouteInputs } from '../domain/route.ts'
import { findDecision } from '../store/decisions.ts'
import { type Desk, routeInputs } from './assign.ts'
import type { Actor, Environment } from './environment.ts'
import { enqueueWrites } from './writeBack.ts'

/** What a command is made from, all read in the transaction that will store its events. */
export type Scene = { tx: Tx; stored: StoredHandoff; desk: Desk; inputs: (refusedBy: string[]) => Promise<RouteInputs> }

/** Decides, stores the events with their dimensions, and puts what the CRM must learn into the outbox. */
export const apply = async (
  env: Environment,
  scene: Pick<Scene, 'tx' | 'stored' | 'desk'>,
  command: Command,
): Promise<HandoffEvent[] | ActAnswer> => {
  const { tx, stored, desk } = scene
  const decision = decide(stored.handoff, command)
  if ('refusal' in decision) {
    const by = decision.by === undefined ? undefined : desk.people.get(decision.by)
    return {
      outcome: 'refused',
      refusal: decision.refusal,
      ...(by === undefined ? {} : { by: { id: by.id, name: by.name } }),
      ...(decision.since === undefined ? {} : { secondsBefore: Math.max(0, (tx.now - decision.since) / 1_000) }),
    }
  }
  if (decision.events.length > 0) {
    const handoff = await append(
      tx,
      { id: stored.id, personalId: stored.personalId, before: stored.handoff },
      decision.events,
      dimensions(desk.people),
    )
    await enqueueWrites(env, tx, desk, stored.id, handoff, decision.events)
  }
  return decision.events
}

/** Puts somebody's words aside, to be kept with the events that name them; their id. */
export type Keep = (body: PersonalBody) => string

/** What somebody wrote beside a press; null where they wrote nothing. */
export const noted = (keep: Keep, text: string | undefined): string | null =>
  text === undefined ? null : keep({ kind: 'note', text })

/** One press of a button: locks the handoff, answers a repeated key as the first time, else decides and stores. */
export const act = (
  env: Environment,
  actor: Actor,
  name: string,
  input: { handoffId: string; key: string },
  command: (scene: Scene, keep: Keep) => Promise<Command>,
): Promise<ActAnswer> =>
  inWorkspace(env.database, actor.workspace, name, async (tx) => {
    const stored = await lockHandoff(tx, input.handoffId)
    if (stored === null) return { outcome: 'refused', refusal: 'not_found' }
    const earlier = await findAct(tx, actor.person, input.key)
    if (earlier !== null) return earlier
    const scene = await sceneOf(env, tx, stored)
    const words: [string, PersonalBody][] = []
    const keep: Keep = (body) => {
      const id = env.newId()
      words.push([id, body])
      return id
    }
    const applied = await apply(env, scene, await command(scene, keep))
    // Words of a press that came to nothing are nobody's: nothing would refer to them.
    if (Array.isArray(applied) && applied.length > 0) for (const [id, body] of words) await insertPersonal(tx, id, body)
    const answer: ActAnswer = Array.isArray(applied) ? { outcome: 'done' } : applied
    await insertAct(tx, { personId: actor.person, key: input.key, handoffId: stored.id, answer })
    await record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: `handoff.${name}`,
      target: stored.id,
      body: { outcome: answer.outcome },
    })
    return answer
  })

export const sceneOf = async (env: Environment, tx: Tx, stored: StoredHandoff): Promise<Scene> => {
  const { handoff } = stored
  const decision = memo(() => findDecision(tx, handoff.offer.decisionId))
  const desk = await deskOf(tx, stored, decision)
  const subject = { record: handoff.record, handoffId: stored.id, sender: handoff.sender ?? null }
  const inputs = async (refusedBy: string[]): Promise<RouteInputs> => {
    const seen = (await decision())?.inputs
    return routeInputs(env, tx, { ...desk, facts: seen?.facts ?? {} }, seen?.match ?? null, refusedBy, subject)
  }
  return { tx, stored, desk, inputs }
}

/** The playbook that a handoff was made with, and who is here now. */
export const deskOf = async (
  tx: Tx,
  { handoff }: StoredHandoff,
  decision = () => findDecision(tx, handoff.offer.decisionId),
): Promise<Desk> => {
  const playbook = await playbookAt(tx, handoff.playbookVersion)
  const point = playbook.points.find(({ id }) => id === handoff.point)
  if (point === undefined)
    throw new RangeError(`playbook version ${handoff.playbookVersion} has no point «${handoff.point}»`)
  return {
    playbook,
    version: handoff.playbookVersion,
    point,
    tier: handoff.tier,
    people: await allPeople(tx),
    ...(point.tiersWhen.length > 0 ? { facts: (await decision())?.inputs.facts ?? {} } : {}),
  }
}

/** Reads at most once, and not before it is asked for. */
const memo = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let value: Promise<T> | null = null
  return () => (value ??= read())
}

export const dimensions = (people: ReadonlyMap<string, Person>) => (handoff: StoredHandoff['handoff']) => ({
  point: handoff.point,
  trigger: handoff.trigger,
  source: handoff.source,
  tier: handoff.tier,
  segment: handoff.account?.segment ?? null,
  team: people.get(handoff.offer.owner)?.team ?? null,
  owner: handoff.offer.owner,
})
