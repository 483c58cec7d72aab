import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makeSample, SAMPLE } from '../../server/demo/sample.ts'
import { route, type Route, type RouteInputs } from '../../server/domain/route.ts'
import { makeEngine } from '../../server/engine/engine.ts'
import { rowsOf } from '../../server/store/query.ts'
import { createWorld } from '../support/world.ts'

test('the sample has a handoff that lives now at each of the seven points, each with its owner, and its decisions replay', async () => {
  const world = await createWorld()
  try {
    const connection = {
      id: 'demo',
      kind: 'demo' as const,
      name: 'Demo CRM',
      baseUrl: 'http://127.0.0.1:9',
      secret: {},
      hookSecret: 'secret',
    }
    await makeSample(
      world.env,
      makeEngine(world.env, () => {}),
      connection,
    )
    const rows = await world.read(SAMPLE, ({ db }) =>
      rowsOf<{ point: string; owner: string; sender: string | null; why: string; due: string | null }>(
        db,
        sql`select point, owner_id as owner, sender_id as sender, body->'offer'->>'why' as why, due_at as due
            from handoffs where closed_at is null order by point, due_at`,
      ),
    )
    const living = rows.filter(({ due }) => due !== null && Date.parse(due) > Date.now())
    expect([...new Set(living.map(({ point }) => point))]).toEqual([
      'ae_to_deal_desk',
      'ae_to_se',
      'cs_to_am',
      'marketing_to_sdr',
      'product_to_sales',
      'sales_to_cs',
      'sdr_to_ae',
    ])
    expect(rows.filter(({ owner, sender }) => owner === sender)).toEqual([])
    const of = (point: string) => living.find((row) => row.point === point)
    expect(of('ae_to_se')).toMatchObject({ owner: 'petra', sender: 'noah', why: 'account_team' })
    expect(of('ae_to_deal_desk')).toMatchObject({ sender: 'noah', why: 'pool' })
    expect(of('sales_to_cs')).toMatchObject({ owner: 'clara', sender: 'elin', why: 'account_team' })
    expect(of('sdr_to_ae')).toMatchObject({ owner: 'elin', sender: 'dana', why: 'account_team' })
    const decisions = await world.read(SAMPLE, ({ db }) =>
      rowsOf<{ inputs: RouteInputs; route: Route }>(db, sql`select inputs, route from decisions`),
    )
    const byLadder = decisions.filter((decision) => decision.route.trace.length > 0)
    expect(byLadder.length).toBeGreaterThan(15)
    for (const decision of byLadder) {
      expect(route(decision.inputs)).toEqual(decision.route)
      expect(Object.keys(decision.inputs.facts ?? {}).filter((field) => !field.startsWith('account.'))).toEqual([])
    }
    expect(of('product_to_sales')).toMatchObject({ owner: 'anton', why: 'account_team' })
  } finally {
    await world.close()
  }
})
