import { sql } from 'drizzle-orm'
import { accept } from '../actions/accept.ts'
import { decline } from '../actions/decline.ts'
import type { Actor, Environment } from '../actions/environment.ts'
import { logTouch } from '../actions/logTouch.ts'
import { receiveSignal } from '../actions/receiveSignal.ts'
import { setUpWorkspace } from '../actions/setUpWorkspace.ts'
import { defaultPlaybook } from '../domain/defaultPlaybook.ts'
import type { Engine } from '../engine/engine.ts'
import type { StoredConnection } from '../store/connections.ts'
import { ACCOUNTS, asNewAccount } from './sampleAccounts.ts'
import { playAct } from './sampleActs.ts'
import { asCrmRecord, emailAt } from './sampleCrm.ts'
import { STORIES } from './sampleDeals.ts'
import { LEADS, type SampleLead, type Step } from './sampleLeads.ts'
import { CALENDARS, PARTS, PEOPLE, TEAMS } from './samplePeople.ts'

export const SAMPLE = 'sample'
const DAY_MS = 86_400_000

/**
 * A workspace worth looking at. Its past is lived through by the same actions as any other, under the database's clock moved
 * back: nothing in it is written by hand. The clock is set right again at the end.
 */
export const makeSample = async (
  env: Environment,
  engine: Pick<Engine, 'sweepClocks'>,
  connection: StoredConnection,
): Promise<void> => {
  const now = Date.now()
  await setUpWorkspace(env, {
    id: SAMPLE,
    name: 'Fairlead (sample)',
    teams: TEAMS,
    people: PEOPLE,
    absences: [{ personId: 'ana', fromAt: now - 3 * DAY_MS, untilAt: now + 3 * DAY_MS }],
    accounts: ACCOUNTS.map((account) => asNewAccount(account, connection.id)),
    connections: [connection],
    playbook: defaultPlaybook({
      calendars: CALENDARS,
      pool: {
        id: 'sdr',
        name: 'All SDRs',
        members: ['dana', 'ana', 'jonas', 'sam', 'ivy', 'theo', 'mei', 'arjun'].map((person) => ({
          person,
          weight: person === 'dana' ? 2 : 1,
        })),
      },
      catchAll: 'ruth',
      marketing: 'mira',
      people: PARTS,
      stageAfterTouch: { lead: 'Contacted' },
    }),
  })
  const handoffs = new Map<string, string>()
  const scene = { env, workspace: SAMPLE, connection: connection.id, nowMs: now }
  const happenings = [
    ...LEADS.flatMap((lead) =>
      lead.steps.map((step, index) => ({
        minutesAgo: step.minutesAgo,
        happen: () => play(env, connection.id, handoffs, lead, step, index, now),
      })),
    ),
    ...STORIES.flatMap((story) =>
      story.acts.map((act, index) => ({
        minutesAgo: act.minutesAgo,
        happen: async () => {
          const key = `${story.record.type}/${story.record.id}`
          const handoff = await playAct(scene, story, act, index, handoffs.get(key))
          if (handoff !== undefined) handoffs.set(key, handoff)
        },
      })),
    ),
  ].toSorted((a, b) => b.minutesAgo - a.minutesAgo)
  for (const { minutesAgo, happen } of happenings) {
    await liveThrough(env, engine, minutesAgo)
    await happen()
  }
  await liveThrough(env, engine, 0)
}

/** Moves to this many minutes ago, and lets what fell due on the way happen. */
const liveThrough = async (
  env: Environment,
  engine: Pick<Engine, 'sweepClocks'>,
  minutesAgo: number,
): Promise<void> => {
  await env.database.db.execute(sql`update clock set offset_ms = ${-minutesAgo * 60_000}`)
  await engine.sweepClocks()
}

const play = async (
  env: Environment,
  connection: string,
  handoffs: Map<string, string>,
  lead: SampleLead,
  step: Step,
  index: number,
  now: number,
): Promise<void> => {
  const at = new Date(now - step.minutesAgo * 60_000).toISOString()
  if (step.do === 'signal') {
    const record = asCrmRecord(lead, connection)
    const signal = {
      id: `sample-${lead.id}-${index}`,
      kind: step.kind ?? lead.kind,
      occurredAt: at,
      source: 'website',
      record: record.ref,
      buyer: { ...record.buyer, email: emailAt(lead) },
      fields: { ...lead.fields, message: lead.message },
    }
    const { handoffId } = await receiveSignal(env, SAMPLE, signal, { fresh: record })
    if (handoffId !== undefined) handoffs.set(lead.id, handoffId)
    return
  }
  const actor: Actor = { workspace: SAMPLE, person: step.by, role: 'rep' }
  const input = { handoffId: handoffs.get(lead.id) ?? '', key: `sample-${lead.id}-${index}`, pressedAt: at }
  const next = { name: 'Demo call', at: new Date(now + 2 * DAY_MS).toISOString() }
  if (step.do === 'accept') await accept(env, actor, input)
  else if (step.do === 'decline') await decline(env, actor, { ...input, reason: 'wrong_product' })
  else await logTouch(env, actor, { ...input, channel: 'call', outcome: 'spoke_interested', next })
}
