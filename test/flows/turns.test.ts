import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { creditTurns } from '../../server/actions/creditTurns.ts'
import { decline } from '../../server/actions/decline.ts'
import { exportPlaybook } from '../../server/actions/exportPlaybook.ts'
import { giveBackTurn } from '../../server/actions/giveBackTurn.ts'
import { importPlaybook } from '../../server/actions/importPlaybook.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { viewTurns } from '../../server/actions/viewTurns.ts'
import { insertAbsence } from '../../server/store/people.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'
import { type PoolTurns, sumOf } from '../../shared/turns.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.at('2026-11-23T10:00:00Z'))
afterAll(() => world.close())

const HOUR_MS = 3_600_000
let count = 0

/** A workspace whose pool is Ana and Dana, and buyers of companies that nobody knows. */
const office = async () => {
  const { id, as } = await world.workspace()
  const asksFor = async () => {
    const ref = leadRef()
    const who = `buyer${(count += 1)}`
    const buyer = { name: who, email: `${who}@${who}.example`, company: `${who} Ltd` }
    world.crm.put(lead(ref, { buyer }))
    const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref, { buyer }))
    return { ref, handoffId }
  }
  const next = async () => {
    const { ref } = await asksFor()
    await world.fastForward('1 minute')
    return (await viewRecord(world.env, as('ruth'), ref)).handoff?.owner.id
  }
  const turns = async (person = 'ruth'): Promise<PoolTurns> => {
    const found = await viewTurns(world.env, as(person), { pool: 'sdr', tier: 'high' })
    return found ?? expect.fail('there is no pool')
  }
  const levels = async () => Object.fromEntries((await turns()).seats.map((seat) => [seat.person.id, seat.turns]))
  return { id, as, asksFor, next, turns, levels }
}

/** What anybody can check: each level is what its lines add up to. */
const addsUp = ({ seats, lines, earlier }: PoolTurns): void => {
  for (const { person, turns } of seats) expect(sumOf(lines, person.id) + (earlier[person.id] ?? 0)).toBe(turns)
}

test('whoever was away is brought to the others’ level when they are back, and is not flooded', async () => {
  const { id, next, turns, levels } = await office()
  await inWorkspace(world.env.database, id, 'test', (tx) =>
    insertAbsence(tx, { personId: 'ana', fromAt: tx.now, untilAt: tx.now + HOUR_MS }),
  )
  expect([await next(), await next(), await next()]).toEqual(['dana', 'dana', 'dana'])
  expect((await turns()).seats.map(({ person, obstacle }) => [person.id, obstacle])).toEqual([
    ['dana', null],
    ['ana', 'away'],
  ])
  await world.fastForward('1 hour')
  expect([await next(), await next()].toSorted()).toEqual(['ana', 'dana'])
  expect(await levels()).toEqual({ ana: 4, dana: 4 })
  const after = await turns()
  expect(after.lines.map(({ person, turns: by, reason }) => [person.id, by, reason])).toContainEqual([
    'ana',
    3,
    'joined',
  ])
  addsUp(after)
})

/** Publishes the playbook with its text changed. */
const publish = async (
  as: (person: string) => Parameters<typeof importPlaybook>[1],
  change: (text: string) => string,
) => {
  const { text } = (await exportPlaybook(world.env, as('ruth')))!
  const changed = change(text)
  expect(changed).not.toBe(text)
  expect(await importPlaybook(world.env, as('ruth'), { text: changed, reason: 'Another share' })).toMatchObject({
    version: 2,
  })
}

test('another weight keeps the level; a handoff of the version before puts nothing back', async () => {
  const { as, asksFor, next, turns, levels } = await office()
  const first = await asksFor()
  for (let i = 0; i < 5; i += 1) await next()
  expect(await levels()).toEqual({ ana: 3, dana: 3 })
  await publish(as, (text) => text.replace(/(ana@example\.com[^:]*weight: )1/, '$13'))
  expect(await levels()).toEqual({ ana: 9, dana: 3 })
  await next()
  const settled = (await turns()).lines.filter(({ reason }) => reason === 'reweighed')
  expect(settled.map(({ person, turns: by }) => [person.id, by])).toEqual([['ana', 6]])
  const owner = (await viewRecord(world.env, as('ruth'), first.ref)).handoff?.owner.id ?? ''
  await decline(world.env, as(owner), { ...press(first.handoffId), reason: 'no_time' })
  expect((await turns()).lines.filter(({ reason }) => reason === 'reweighed')).toHaveLength(1)
  addsUp(await turns())
})

test.each<[DeclineReason, boolean]>([
  ['wrong_territory', true],
  ['no_time', false],
])('declined for %s: a manager can give the turn back, once: %s', async (reason, isValid) => {
  const { as, asksFor, turns, levels } = await office()
  const { ref, handoffId } = await asksFor()
  const owner = (await viewRecord(world.env, as('ruth'), ref)).handoff?.owner.id ?? ''
  await decline(world.env, as(owner), { ...press(handoffId), reason })
  const spent = await levels()
  const line = (await turns('max')).lines.find(({ person }) => person.id === owner)!
  expect(line).toMatchObject({ turns: 1, ...(isValid ? { declined: reason, mayGiveBack: true } : {}) })
  expect((await turns('dana')).lines.some(({ mayGiveBack }) => mayGiveBack)).toBe(false)
  expect(await giveBackTurn(world.env, as('dana'), line.id)).toEqual({ trouble: 'not_yours' })
  const outcomes = await Promise.all(['max', 'ruth', 'max'].map((by) => giveBackTurn(world.env, as(by), line.id)))
  expect(outcomes).toEqual(outcomes.map(() => (isValid ? undefined : { trouble: 'not_declined' })))
  expect((await levels())[owner]).toBe(spent[owner]! - (isValid ? 1 : 0))
  addsUp(await turns())
})

test('a pool can give turns back by its own rule', async () => {
  const { as, asksFor, turns } = await office()
  await publish(as, (text) => text.replace(/(pools:\s+- id: sdr\n)/, '$1    freeDeclines: [bad_data]\n'))
  const { ref, handoffId } = await asksFor()
  const owner = (await viewRecord(world.env, as('ruth'), ref)).handoff?.owner.id ?? ''
  await decline(world.env, as(owner), { ...press(handoffId), reason: 'bad_data' })
  const lines = (await turns()).lines.filter(({ person }) => person.id === owner)
  expect(lines.map(({ turns: by, reason }) => [by, reason])).toEqual([
    [-1, 'declined'],
    [1, 'rotation'],
  ])
})

test('a credit counts until its day, and says whose it is and why', async () => {
  const { as, next, turns } = await office()
  const credit = {
    pool: 'sdr',
    tier: 'high' as const,
    personId: 'ana',
    turns: 2,
    note: 'Covers the fair',
    untilDays: 1,
  }
  await creditTurns(world.env, as('ruth'), credit)
  expect(await creditTurns(world.env, as('ruth'), { ...credit, personId: 'max' })).toEqual({ trouble: 'not_found' })
  expect([await next(), await next()]).toEqual(['dana', 'dana'])
  expect((await turns()).lines).toContainEqual(
    expect.objectContaining({
      turns: 2,
      reason: 'credit',
      by: { id: 'ruth', name: 'Ruth Adeyemi' },
      note: 'Covers the fair',
    }),
  )
  await world.fastForward('1 day')
  await next()
  const after = await turns()
  expect(after.lines.filter(({ reason }) => reason === 'credit_ended')).toMatchObject([
    { person: { id: 'ana' }, turns: -2 },
  ])
  addsUp(after)
})

test('forty at once: levels stay within one turn, and the lines tell the same as the order', async () => {
  const { asksFor, turns } = await office()
  await Promise.all(Array.from({ length: 40 }, asksFor))
  const after = await turns()
  expect(after.seats.map(({ turns: had }) => had)).toEqual([20, 20])
  expect(after.lines.filter(({ reason }) => reason === 'rotation')).toHaveLength(40)
  addsUp(after)
})
