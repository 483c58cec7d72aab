import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectOdoo } from '../../server/actions/connectOdoo.ts'
import { FIRST_WORKSPACE, firstStart } from '../../server/actions/firstStart.ts'
import { listWorkspaces } from '../../server/store/workspaces.ts'
import { clientOf, type Lives, moveClock, problemOf, startLives } from '../support/lives.ts'
import { draftRoad } from '../support/draftRoad.ts'
import { importRoad } from '../support/importRoad.ts'
import { makePlaces, type Places } from '../support/places.ts'
import { lifeRoad } from '../support/lifeRoad.ts'
import { peopleRoad } from '../support/peopleRoad.ts'
import { holdings, roadOf } from '../support/roads.ts'
import { openAt, type Part, setStage, type Stage } from '../support/stage.ts'
import { signInOver } from '../support/signIn.ts'
import { READING } from '../support/reading.ts'
import { transactionNames } from '../support/transactions.ts'
import { sourceTree } from '../support/tree.ts'

type Road = (road: ReturnType<typeof roadOf>, part: Part) => Promise<unknown>

let places: Places
let stage: Stage
let lives: Lives | null = null

/** A request by HTTP, accepted and touched. */
const fromSignal: Road = async (road, part) => {
  const answer = await road.signal()
  expect(['opened', 'duplicate']).toContain(answer.outcome)
  await touched(road, part, answer.handoffId ?? '')
}

/** A request that the CRM's webhook tells of, accepted and touched. */
const fromHook: Road = async (road, part) => {
  await road.hook()
  const { tokens } = await road.signIn()
  await touched(road, part, await road.shown(tokens.access), tokens.access)
}

/** A request of which no webhook told, found by asking in the stage to which somebody has moved it, accepted and touched. */
const fromPoll: Road = async (road, part) => {
  const { env } = await survivor()
  // The lease of the dead is over, and it is asked again.
  await moveClock(env, 61_000)
  const { tokens } = await road.signIn()
  await touched(road, part, await road.shown(tokens.access), tokens.access, 2)
}

/** An Odoo that an admin connects. */
const connected: Road = async (road, { ref }) => {
  const { access, saved } = await road.connect()
  const { url } = await survivor()
  const all = await clientOf(url, access).connections.list.query()
  expect(all.filter(({ baseUrl }) => baseUrl.includes(ref.id.toLowerCase()))).toEqual([saved.connection])
}

const touched = async (
  road: ReturnType<typeof roadOf>,
  { ref }: Part,
  handoffId: string,
  signedIn?: string,
  signals = 1,
) => {
  const access = signedIn ?? (await road.signIn()).tokens.access
  expect(await road.accept(access, handoffId)).toEqual({ outcome: 'done' })
  expect(await road.logTouch(access, handoffId)).toEqual({ outcome: 'done' })
  await lives?.delivered()
  const { env } = await survivor()
  const held = await holdings(env, stage.workspace, ref)
  expect(held).toMatchObject({
    handoffs: [{ id: handoffId, state: 'touched' }],
    events: ['opened', 'assigned', 'accepted', 'touched'],
    signals,
    acts: 2,
  })
  expectWritten(part(ref.id), held, ['owner', 'activity', 'activity', 'task', 'stage'])
}

/** Refused by its owner, so that it goes to the next. */
const declined: Road = async (road, { ref }) => {
  const { handoffId = '' } = await road.signal()
  const { tokens } = await road.signIn()
  expect(await road.decline(tokens.access, handoffId)).toEqual({ outcome: 'done' })
  await lives?.delivered()
  const { env } = await survivor()
  const held = await holdings(env, stage.workspace, ref)
  expect(held).toMatchObject({
    handoffs: [{ id: handoffId }],
    events: ['opened', 'assigned', 'declined', 'assigned'],
    signals: 1,
    acts: 1,
  })
  expectWritten(part(ref.id), held, ['owner', 'owner'])
}

/** A session that is renewed and ended. */
const session: Road = async (road) => {
  const { tokens } = await road.signIn()
  const renew = () => lives?.acknowledged((url) => clientOf(url).auth.refresh.mutate({ refresh: tokens.refresh }))
  const pair = await renew()
  expect(await renew()).toEqual(pair)
  const signOut = () =>
    lives?.acknowledged((url) => clientOf(url, pair?.access).auth.signOut.mutate({ refresh: pair?.refresh ?? '' }))
  // Ended already, where only the answer got lost.
  await signOut()?.catch((error: unknown) => expect(problemOf(error)).toBe('urn:baton:problem:signed-out'))
  const { url } = await survivor()
  const refusal = await clientOf(url, pair?.access).me.query().catch(problemOf)
  expect(refusal).toBe('urn:baton:problem:signed-out')
}

/** A list with one row, by an admin. */
const imported: Road = (road, part) => importRoad(road, part, lives!, stage.workspace)
/** A colleague who comes and goes. */
const people: Road = (road, part) => peopleRoad(road, part, lives!)

const DRAFT = ['lockDraft', 'releaseDraft', 'saveDraft', 'discardDraft', 'rollBack']
const draft: Road = (road, part) => draftRoad(road, part, lives!)
/** The whole life of a handoff that a person gives. */
const life: Road = (road, part) => lifeRoad(road, part, lives!, stage)

const COMMIT = ['beforeCommit', 'afterCommit']
const SEND = ['beforeSend', 'afterSend']
const IS_LONG = process.env.BATON_LONG === '1'
const IS_EMBEDDED = process.env.BATON_TEST_DATABASE_URL === undefined
/** Most of them are presses of a button, which `accept` and `reopen` stand for every day. */
const PRESS = IS_LONG ? COMMIT : []
/** The everyday suite kills these where the answer gets lost, the long one also where the transaction does. */
const AFTER = IS_LONG ? COMMIT : ['afterCommit']

/** Presses of one road, by their names. */
const allOn = (road: Road, names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, { road, at: PRESS }]))

/** What is killed on which road. Each name is one transaction, or one thing that leaves the building. */
const ROADS: Record<string, { road: Road; at: readonly string[]; before?: (part: Part) => Promise<void> }> = {
  receiveSignal: { road: fromSignal, at: COMMIT },
  allowSignIn: { road: fromSignal, at: AFTER },
  exchangeCode: { road: fromSignal, at: COMMIT },
  accept: { road: fromSignal, at: COMMIT },
  log_touch: { road: fromSignal, at: COMMIT },
  crm_write: { road: fromSignal, at: SEND },
  settleDelivery: { road: fromSignal, at: COMMIT },
  decline: { road: declined, at: COMMIT },
  receiveHook: { road: fromHook, at: COMMIT },
  crm_pull: { road: fromHook, at: SEND },
  saveRecord: { road: fromHook, at: AFTER },
  riseAgain: { road: fromHook, at: AFTER },
  keepPoll: { road: fromPoll, at: COMMIT, before: ({ ref }) => stage.crm.changesQuietly(ref) },
  saveSetUp: { road: connected, at: AFTER },
  refreshSession: { road: session, at: AFTER },
  signOut: { road: session, at: AFTER },
  signOutEverywhere: { road: people, at: AFTER },
  invitePerson: { road: people, at: AFTER },
  newLink: { road: people, at: AFTER },
  revokeLink: { road: people, at: AFTER },
  setRole: { road: people, at: AFTER },
  signOutPerson: { road: people, at: AFTER },
  importPlaybook: { road: people, at: AFTER },
  importSignals: { road: imported, at: AFTER },
  handOff: { road: life, at: AFTER },
  reopen: { road: life, at: AFTER },
  ...Object.fromEntries(DRAFT.map((name) => [name, { road: draft, at: PRESS }])),
  publishDraft: { road: draft, at: AFTER },
  ...allOn(people, 'creditTurns giveBackTurn addAbsence endAbsence setPaused'),
  ...allOn(
    life,
    'getToKnow give_context ask recall reassign close decide_approval tell_evidence recalculateClocks addDays',
  ),
}
const killsOf = (name: string, at: readonly string[]): string[] => at.map((where) => `${name}.${where}`)
/** A server takes seconds to open an embedded database: there every second one is killed each day, on PostgreSQL all are. */
const KILLS = Object.entries(ROADS)
  .flatMap(([name, { at, ...way }]) => killsOf(name, at).map((failpoint) => ({ failpoint, ...way })))
  .filter((_, index) => IS_LONG || !IS_EMBEDDED || index % 2 === 0)

/** Killed while a server starts over an empty database. */
const FIRST_START = ['setUpWorkspace', 'handOut', 'connectOdoo']
const ODOO = { url: 'https://odoo.example', database: 'sales', apiKey: 'key-of-the-odoo' }

const idOf = (failpoint: string): string => failpoint.replace('.', '-')
const part = (id: string): Part => stage.part(id)
const survivor = async () => {
  if (lives === null) throw new RangeError('no server was started')
  return lives.survivor()
}

/** Every delivery was done, and each write changed the CRM once, in the order of the outbox. */
const expectWritten = ({ ref }: Part, { deliveries }: Awaited<ReturnType<typeof holdings>>, kinds: string[]) => {
  expect(deliveries.filter(({ state }) => state !== 'done')).toEqual([])
  const writes = deliveries.filter(({ kind }) => kind === 'crm_write').map(({ id }) => id)
  expect(stage.crm.effectsOn(ref).map(({ kind, key }) => [kind, key])).toEqual(
    kinds.map((kind, index) => [kind, writes[index]]),
  )
  expect(writes).toHaveLength(kinds.length)
}

beforeAll(async () => {
  places = await makePlaces()
  stage = await setStage(
    await places.make(),
    KILLS.map(({ failpoint }) => idOf(failpoint)),
  )
})
afterEach(async () => {
  await lives?.end()
  lives = null
})
afterAll(async () => {
  await stage?.close()
  await places?.remove()
})

describe('a server that is killed', () => {
  test.each(KILLS)('at $failpoint loses nothing and does nothing twice', async ({ failpoint, road, before }) => {
    const own = part(idOf(failpoint))
    await before?.(own)
    // Where it is to die over an answer of the CRM, the CRM gives one; else it takes every write and cuts the line.
    stage.crm.cutsFirstAnswers(!failpoint.startsWith('settleDelivery'))
    lives = startLives(stage, failpoint)
    await road(roadOf(stage, lives, own), own)
    expect(lives.logged.filter((line) => /fault|unexpected/.test(line))).toEqual([])
  })

  test.each(FIRST_START.flatMap((name) => killsOf(name, AFTER)))(
    'at %s still lets the first person in',
    async (failpoint) => {
      const address = await places.make()
      const variables = { BATON_ODOO_URL: ODOO.url, BATON_ODOO_DB: ODOO.database, BATON_ODOO_KEY: ODOO.apiKey }
      lives = startLives({ address, workspace: FIRST_WORKSPACE, open: () => openAt(address) }, failpoint, variables)
      const { env, url } = await lives.survivor()
      const admin = { zone: 'UTC', adminEmail: 'admin@example.com' }
      const first = await firstStart(env, admin)
      expect(await listWorkspaces(env.database)).toEqual([FIRST_WORKSPACE])
      const { me, tokens } = await signInOver(url, first?.setUpToken ?? '')
      expect(me.person.role).toBe('admin')
      expect(await firstStart(env, admin)).toEqual({ setUpToken: null, intakeKey: null })
      expect(await connectOdoo(env, FIRST_WORKSPACE, ODOO)).toBe(await connectOdoo(env, FIRST_WORKSPACE, ODOO))
      expect(await clientOf(url, tokens.access).connections.list.query()).toHaveLength(1)
    },
  )
})

test('every transaction of an action is either killed here or only reads', () => {
  const opened = transactionNames(sourceTree('server/actions'))
  expect(opened.size).toBeGreaterThan(10)
  const known = new Set([...Object.keys(ROADS), ...FIRST_START, ...Object.keys(READING)])
  expect([...opened].filter((name) => !known.has(name))).toEqual([])
  expect(Object.keys(READING).filter((name) => !opened.has(name))).toEqual([])
})
