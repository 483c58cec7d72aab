import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { decline } from '../../server/actions/decline.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { nextDueAt, runningClocks } from '../../server/domain/clocks.ts'
import { fold } from '../../server/domain/handoff.ts'
import { route } from '../../server/domain/route.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { decisions, events, handoffs, poolLevels, turns } from '../../server/store/handoffTables.ts'
import type { ActAnswer } from '../../shared/act.ts'
import type { RecordRef } from '../../shared/record.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let workspace = ''
beforeAll(async () => {
  world = await createWorld()
  workspace = await mixedHistory()
})
afterAll(() => world.close())

/** A working day of twelve leads, of the account or of nobody, to which everything happens that can. */
const mixedHistory = async (): Promise<string> => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const asks = async (ref: RecordRef, time: string, email: string) =>
    (
      await receiveSignal(
        world.env,
        id,
        demoRequest(ref, { occurredAt: `2026-11-23T${time}:00Z`, buyer: { name: 'Maria Lindqvist', email } }),
      )
    ).handoffId ?? ''
  const offer = (handoffId: string) => world.read(id, async (tx) => fold(await eventsOf(tx, handoffId))?.offer)
  const owner = async (handoffId: string) => (await offer(handoffId))?.owner ?? ''
  const done = async (answer: Promise<ActAnswer>) => expect(await answer).toEqual({ outcome: 'done' })
  const open: { ref: RecordRef; handoffId: string; email: string }[] = []
  for (let i = 0; i < 12; i += 1) {
    const ref = leadRef()
    const email = i % 3 === 0 ? 'maria@nordlys.com' : `maria@company-${i}.com`
    world.crm.put(lead(ref, { buyer: { email } }))
    open.push({ ref, email, handoffId: await asks(ref, '10:00', email) })
  }
  const touch = async (handoffId: string) =>
    done(
      logTouch(world.env, as(await owner(handoffId)), {
        ...press(handoffId),
        channel: 'email',
        outcome: 'sent',
        next: { name: 'Demo call', at: '2026-11-25T10:00:00Z' },
      }),
    )
  await world.fastForward('5 minutes')
  for (const { handoffId } of open.slice(0, 4))
    await done(accept(world.env, as(await owner(handoffId)), press(handoffId)))
  for (const { handoffId } of open.slice(4, 7))
    await done(decline(world.env, as(await owner(handoffId)), { ...press(handoffId), reason: 'no_time' }))
  for (const { ref, email } of open.slice(2, 6)) await asks(ref, '09:50', email)
  const eighth = open[7]?.handoffId ?? ''
  await done(accept(world.env, as((await offer(eighth))?.backup ?? ''), press(eighth)))
  await world.fastForward('6 minutes')
  for (const { handoffId } of open.slice(0, 3)) await touch(handoffId)
  for (const minutes of [5, 10, 10, 20, 20]) await world.fastForward(`${minutes} minutes`)
  for (const { ref, email } of open.slice(0, 2)) await asks(ref, '11:10', email)
  await touch(open[0]?.handoffId ?? '')
  for (const { handoffId } of open.slice(8, 10)) await touch(handoffId)
  await world.fastForward('120 minutes')
  return id
}

test('the history holds every kind of event that a handoff can have', async () => {
  const rows = await world.read(workspace, ({ db }) => db.select({ type: events.type }).from(events))
  const all = [
    'accepted',
    'alerted',
    'assigned',
    'breached',
    'cycle_opened',
    'declined',
    'expired',
    'joined',
    'opened',
    'reminded',
    'skipped',
    'touched',
  ]
  expect([...new Set(rows.map(({ type }) => type))].toSorted()).toEqual(all)
})

test('every stored handoff is the fold of its events, column by column', async () => {
  await world.read(workspace, async (tx) => {
    const rows = await tx.db.select().from(handoffs)
    expect(rows).toHaveLength(12)
    for (const row of rows) {
      const folded = fold(await eventsOf(tx, row.id))
      if (folded === null) throw new Error(`${row.id} has no events`)
      expect(folded).toEqual(row.body)
      expect(row).toMatchObject({
        version: folded.version,
        state: folded.state,
        ownerId: folded.offer.owner,
        backupId: folded.offer.backup,
        point: folded.point,
      })
      expect(row.dueAt).toBe(runningClocks(folded)[0]?.dueAt ?? null)
      expect(row.nextDueAt).toBe(nextDueAt(folded, tx.now))
    }
  })
})

test('events are numbered without a gap, and carry the dimensions of their state', async () => {
  await world.read(workspace, async (tx) => {
    const rows = await tx.db.select().from(events).orderBy(events.handoffId, events.seq)
    for (const { id } of await tx.db.select({ id: handoffs.id }).from(handoffs)) {
      const own = rows.filter(({ handoffId }) => handoffId === id)
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1))
      own.forEach(({ dims }, i) => {
        const then = fold(own.slice(0, i + 1).map(({ body }) => body))
        expect(dims).toMatchObject({ tier: then?.tier, owner: then?.offer.owner, trigger: 'demo', source: 'website' })
      })
    }
  })
})

test('where everybody stands in the pool is the sum of their turns', async () => {
  await world.read(workspace, async ({ db }) => {
    const paid = await db.select().from(turns)
    const levels = await db.select().from(poolLevels)
    expect(paid.length).toBeGreaterThan(8)
    const keyOf = (row: { pool: string; tier: string; personId: string }) => `${row.pool} ${row.tier} ${row.personId}`
    expect(levels.map(keyOf).toSorted()).toEqual([...new Set(paid.map(keyOf))].toSorted())
    for (const level of levels) {
      const own = paid.filter((turn) => keyOf(turn) === keyOf(level))
      expect(level.turns).toBe(own.reduce((sum, turn) => sum + turn.turns, 0))
      expect(level.lastAt).toBe(Math.max(...own.map(({ at }) => at)))
    }
  })
})

test('every decision, replayed from its stored inputs, gives the same owner for the same reasons', async () => {
  const stored = await world.read(workspace, ({ db }) => db.select().from(decisions))
  const byLadder = stored.filter((decision) => decision.route.trace.length > 0)
  expect(byLadder.length).toBeGreaterThanOrEqual(15)
  for (const decision of byLadder) expect(route(decision.inputs)).toEqual(decision.route)
  for (const { route: taken } of stored.filter((decision) => decision.route.trace.length === 0))
    expect(['took_over', 'stepped_in']).toContain(taken.why)
})

test('every offer points to the decision that chose its owner', async () => {
  await world.read(workspace, async ({ db }) => {
    const stored = new Map((await db.select().from(decisions)).map((decision) => [decision.id, decision]))
    const assigned = (await db.select({ body: events.body }).from(events)).flatMap(({ body }) =>
      body.type === 'assigned' ? [body.offer] : [],
    )
    expect(assigned).toHaveLength(stored.size)
    for (const offer of assigned)
      expect(stored.get(offer.decisionId)?.route).toMatchObject({
        owner: offer.owner,
        backup: offer.backup,
        pool: offer.pool,
      })
  })
})
