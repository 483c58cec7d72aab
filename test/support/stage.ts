import { sql } from 'drizzle-orm'
import { createIntakeKey } from '../../server/actions/intakeKey.ts'
import type { Environment } from '../../server/actions/environment.ts'
import { setUpWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import { createDemoCrm } from '../../server/demo/crm/demoCrm.ts'
import { makeEngine } from '../../server/engine/engine.ts'
import type { SeedRecord } from '../../server/demo/crm/record.ts'
import { makeEnvironment } from '../../server/environment.ts'
import type { DatabaseAddress } from '../../server/store/database.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import type { RecordRef } from '../../shared/record.ts'
import { team } from './builders.ts'
import { DEMO_HOOK_SECRET, DEMO_KEY } from './demoCrm.ts'

const WORKSPACE = 'stage'
/** A Monday, within everybody's office hours. */
export const MORNING = '2026-11-23T10:00:00Z'

/** One lead of the demo CRM, and sign-in links for its owner and for an admin. */
export type Part = { ref: RecordRef; link: string; adminLink: string }

/** A workspace connected to a demo CRM that runs in this process, whatever happens to the servers over it. */
export type Stage = {
  address: DatabaseAddress
  workspace: string
  intakeKey: string
  part(id: string): Part
  crm: {
    url: string
    /** What Baton has changed there, in order. */
    effectsOn(ref: RecordRef): { kind: string; key?: string }[]
    cutsFirstAnswers(on: boolean): void
    /** Somebody changes the record on its page, and nobody is told: it is found out by asking, at the next start. */
    changesQuietly(ref: RecordRef): Promise<void>
  }
  /** The database in this process. On the embedded one no server may have it open at the same time. */
  open(): Promise<Environment>
  close(): Promise<void>
}

/** `ids` name the leads; each asked for a demo. */
export const setStage = async (address: DatabaseAddress, ids: readonly string[]): Promise<Stage> => {
  let cuts = false
  const demo = createDemoCrm({
    seed: { users: team().people.map(({ email, name }) => ({ email, name })), records: ids.map(leadNamed) },
    apiKey: DEMO_KEY,
    crashBeforeAnswer: () => cuts,
  })
  const { url, stop } = await demo.start(0)
  const env = await openAt(address)
  await env.database.db.execute(sql`update clock set offset_ms = ${Date.parse(MORNING) - Date.now()}`)
  const connection = {
    id: 'crm',
    kind: 'demo',
    name: 'Demo CRM',
    baseUrl: url,
    secret: { apiKey: DEMO_KEY },
    hookSecret: DEMO_HOOK_SECRET,
  } as const
  await setUpWorkspace(env, { ...team(), id: WORKSPACE, connections: [connection] })
  const { intakeKey, parts } = await inWorkspace(env.database, WORKSPACE, 'test', async (tx) => {
    const made = new Map<string, Part>()
    for (const id of ids) {
      made.set(id, {
        ref: { connection: 'crm', type: 'lead', id },
        link: await createSignInLink(env, tx, 'ana', 'sign_in'),
        adminLink: await createSignInLink(env, tx, 'ruth', 'sign_in'),
      })
    }
    return { intakeKey: await createIntakeKey(env, tx, 'website'), parts: made }
  })
  // The CRM is asked for the first time: what changes from now on is told.
  await makeEngine(env, () => {}).sweep()
  await env.database.close()
  return {
    address,
    workspace: WORKSPACE,
    intakeKey,
    part: (id) => {
      const part = parts.get(id)
      if (part === undefined) throw new RangeError(`the stage has no lead «${id}»`)
      return part
    },
    crm: {
      url,
      effectsOn: ({ id }) => demo.effects().filter(({ recordId, key }) => recordId === id && key !== undefined),
      cutsFirstAnswers: (on) => {
        cuts = on
      },
      changesQuietly: async ({ id }) => {
        const headers = { 'content-type': 'application/json' }
        const body = JSON.stringify({ stage: 'Working' })
        const answer = await fetch(`${url}/page/leads/${id}`, { method: 'PATCH', headers, body })
        if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
        const { database } = await openAt(address)
        await inWorkspace(database, WORKSPACE, 'test', ({ db }) =>
          db.execute(sql`update connections set next_poll_at = baton_now()`),
        )
        await database.close()
      },
    },
    open: () => openAt(address),
    close: stop,
  }
}

/** What a server works with, over this database. */
export const openAt = (address: DatabaseAddress): Promise<Environment> => makeEnvironment(address, connectOnce())

const leadNamed = (id: string): SeedRecord => ({
  type: 'lead',
  id,
  name: 'Maria Lindqvist',
  title: 'VP Operations',
  company: 'Nordlys Logistics',
  email: 'maria@nordlys.com',
  fields: { message: 'Route planning for 40 depots' },
  request: { kind: 'demo_request', source: 'website', occurredAt: MORNING },
})
