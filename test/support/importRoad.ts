import { expect } from 'vitest'
import { clientOf, type Lives } from './lives.ts'
import { holdings, type roadOf } from './roads.ts'
import type { Part } from './stage.ts'

/** A list with one row, which an admin imports twice. */
export const importRoad = async (
  road: ReturnType<typeof roadOf>,
  { ref }: Part,
  lives: Lives,
  workspace: string,
): Promise<void> => {
  const { tokens } = await road.signInAsAdmin()
  const send = () =>
    lives.acknowledged((url) =>
      clientOf(url, tokens.access).imports.rows.mutate({
        importId: `list-of-${ref.id}`,
        rows: [{ line: 2, cells: { Lead: ref.id } }],
        mapping: { Lead: 'record.id' },
        defaults: { connection: 'crm', recordType: 'lead', source: 'fair', kind: 'demo_request' },
        confirmHigh: false,
      }),
    )
  expect((await send()).rows).toMatchObject([{ line: 2, errors: [] }])
  expect((await send()).rows).toMatchObject([{ line: 2, outcome: 'duplicate' }])
  const { env } = await lives.survivor()
  expect(await holdings(env, workspace, ref)).toMatchObject({ handoffs: [{ state: 'offered' }], signals: 1 })
}
