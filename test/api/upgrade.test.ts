import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { openDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { livePlaybook } from '../../server/store/playbooks.ts'
import { rowsOf } from '../../server/store/query.ts'
import { recordState } from '../../server/store/recordStates.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { Playbook } from '../../shared/playbook.ts'
import { demoRequest, lead, leadRef, press, team } from '../support/builders.ts'
import { createWorld, freshDatabase } from '../support/world.ts'

const REF = { connection: 'crm', type: 'lead' as const, id: '7' }

test('a filled database of the first schema knows after its upgrade which owners it has written, and holds every policy', async () => {
  const { address, remove } = await freshDatabase({ bare: true })
  const database = await openDatabase(address, '0001')
  try {
    const write = (id: string, state: string, owner: string) =>
      inWorkspace(database, 'old', 'test', ({ db }) =>
        db.execute(sql`insert into deliveries (workspace_id, id, lane, kind, body, state, created_at) values ('old', ${id},
          'crm/lead/7', 'crm_write', ${JSON.stringify({ kind: 'crm_write', ref: REF, write: { kind: 'owner', ownerEmail: owner } })}::jsonb,
          ${state}, now())`),
      )
    await write('first', 'done', 'dana@example.com')
    await write('last', 'done', ' Ana@Example.com')
    await write('waiting', 'due', 'max@example.com')
    await migrate(database)
    const { owner } = await inWorkspace(database, 'old', 'test', (tx) => recordState(tx, REF))
    expect(owner).toEqual({ emails: ['ana@example.com'], name: null })
    expect(await inWorkspace(database, 'other', 'test', (tx) => recordState(tx, REF))).toMatchObject({ owner: null })
    const unforced = await rowsOf<{ name: string }>(
      database.db,
      sql`select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
          where nspname = 'public' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
          and exists (select from information_schema.columns where table_name = relname and column_name = 'workspace_id')`,
    )
    expect(unforced).toEqual([])
  } finally {
    await database.close()
    await remove()
  }
})

test('a handoff that was made with a playbook of the first schema goes on with it, and so do new ones', async () => {
  const world = await createWorld()
  try {
    await world.at('2026-11-23T10:00:00Z')
    const { id, as } = await world.workspace()
    const open = async () => {
      const ref = leadRef()
      world.crm.put(lead(ref))
      return (await receiveSignal(world.env, id, demoRequest(ref))).handoffId ?? ''
    }
    const { pools, calendars, points } = team().playbook
    const [first] = points
    if (first === undefined) throw new Error('no point')
    const { name, from, to, recordTypes, coverage, tiers, escalation, nextAction } = first
    const old = { name, from, to, recordTypes, coverage, tiers, escalation, nextAction }
    const triggers = [{ id: 'demo', name: 'Demo request', kinds: ['demo_request'], tier: 'high' }]
    const ladder = first.ladder.filter(({ id: step }) => ['pool', 'rest'].includes(step))
    const context = [{ item: 'buyer', need: 'required', fields: ['buyer.name'] }]
    const body = {
      calendars,
      pools: pools.slice(0, 1),
      points: [
        { id: 'marketing_to_sdr', ...old, triggers, ladder, context },
        { id: 'partner_to_sales', ...old, triggers, ladder, context },
      ],
    }
    await world.read(id, ({ db }) =>
      db.execute(sql`insert into playbooks (workspace_id, version, body, published_at, reason)
        values (${id}, 2, ${JSON.stringify(body)}::jsonb, baton_now(), 'Old')`),
    )
    const before = await open()
    const live = await world.read(id, livePlaybook)
    expect(live?.version).toBe(2)
    expect(Playbook.parse(live?.playbook)).toEqual(live?.playbook)
    expect(live?.playbook.points.map(({ completion }) => completion.map((each) => each.id))).toEqual([
      ['meeting_booked'],
      ['moved_forward'],
    ])
    expect(checkPlaybook(live?.playbook ?? team().playbook, new Set(team().people.map((person) => person.id)))).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ kind: 'error' })]),
    )
    for (const handoffId of [before, await open()]) {
      const { owner_id: owner } = (
        await world.read(id, ({ db }) =>
          rowsOf<{ owner_id: string }>(db, sql`select owner_id from handoffs where id = ${handoffId}`),
        )
      )[0] ?? { owner_id: '' }
      expect(await accept(world.env, as(owner), press(handoffId))).toEqual({ outcome: 'done' })
      const touch = {
        channel: 'call',
        outcome: 'spoke_interested',
        next: { name: 'Demo', at: '2026-11-25T10:00:00Z' },
      } as const
      expect(await logTouch(world.env, as(owner), { ...press(handoffId), ...touch })).toEqual({ outcome: 'done' })
    }
  } finally {
    await world.close()
  }
})
