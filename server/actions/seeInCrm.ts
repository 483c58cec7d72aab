import type { CrmActivity, CrmRecord } from '../crm/connector.ts'
import { personIn, ownerOf } from '../domain/crmOwner.ts'
import { evolve, type Handoff } from '../domain/handoff.ts'
import { lifecycleOf } from '../domain/lifecycle.ts'
import { type SeenAct, type SeenRecord, type Sign, signsIn } from '../domain/seen.ts'
import { findConnection } from '../store/connections.ts'
import { lockOpenHandoffs, type StoredHandoff } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import type { Desk } from './assign.ts'
import type { Environment } from './environment.ts'
import { lookUpFacts } from './facts.ts'
import { isColleague } from './rights.ts'

/** Tells a record's open handoffs what its CRM shows of them: taken up there, answered, booked, proved. */
export const seeInCrm = async (env: Environment, tx: Tx, record: CrmRecord): Promise<void> => {
  for (const stored of await lockOpenHandoffs(tx, record.ref)) {
    const scene = await sceneOf(env, tx, stored)
    const { desk } = scene
    const seen = await seenIn(tx, desk, record)
    const given = { fits: desk.playbook.fits, nowMs: tx.now }
    let present: StoredHandoff = stored
    for (const sign of signsIn(stored.handoff, desk.point, seen, given)) {
      const applied = await apply(env, { tx, stored: present, desk }, commandOf(sign, desk, present.handoff, tx.now))
      if (!Array.isArray(applied)) continue
      present = { ...present, handoff: applied.reduce<Handoff>(evolve, present.handoff) }
    }
  }
}

const commandOf = (sign: Sign, desk: Desk, handoff: Handoff, at: number) => {
  if (sign.type === 'see_touch') return { ...sign, at, isColleague: isColleague(desk.people, sign.by, handoff) }
  return sign.type === 'see_evidence' ? { ...sign, at, by: null, noteId: null } : { ...sign, at }
}

/** A record as handoffs see it, with the people here who did what it shows. */
export const seenIn = async (
  tx: Tx,
  { playbook, people }: Pick<Desk, 'playbook' | 'people'>,
  record: CrmRecord,
): Promise<SeenRecord> => {
  const connection = await findConnection(tx, record.ref.connection)
  const personOf = (email: string | undefined): string | null =>
    email === undefined ? null : (personIn(people.values(), ownerOf({ ownerEmail: email }))?.id ?? null)
  const crm = { connection: record.ref.connection, kind: connection?.kind ?? '' }
  const stage = lifecycleOf(playbook, crm, record.stage)
  const { stageSetBy } = record
  return {
    acts: (record.activities ?? []).map((activity) => actOf(activity, personOf)),
    stage: stage === null ? null : { id: stage.id, working: stage.working },
    stageSet: stageSetBy?.at === undefined ? null : { by: personOf(stageSetBy.email), at: Date.parse(stageSetBy.at) },
    facts: (await lookUpFacts(tx, playbook, record.ref)).factsWith(null),
    opportunitiesSince: (at) =>
      (record.related?.opportunities ?? []).some(
        ({ createdAt }) => createdAt !== undefined && Date.parse(createdAt) >= at,
      ),
  }
}

const actOf = (activity: CrmActivity, personOf: (email: string | undefined) => string | null): SeenAct => {
  const at = Date.parse(activity.at)
  return {
    id: activity.id,
    kind: activity.kind,
    at,
    createdAt: activity.createdAt === undefined ? at : Date.parse(activity.createdAt),
    by: personOf(activity.byEmail),
    human: activity.human,
    inbound: activity.direction === 'inbound',
    state: activity.state,
    outcome: activity.outcome ?? null,
    bookedByBuyer: activity.bookedByBuyer ?? false,
  }
}
