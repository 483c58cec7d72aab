import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { saveSetUp } from '../../server/actions/saveSetUp.ts'
import { rowsOf } from '../../server/store/query.ts'
import { press } from '../support/hand.ts'
import * as odoo from '../support/odoo.ts'
import { type OdooDesk, openOdooDesk } from '../support/odooDesk.ts'
import { CANARY, type OdooProxy, startOdooProxy } from '../support/odooProxy.ts'

describe.skipIf(odoo.missingOdoo)(
  'when Odoo is in trouble, what was pressed is told plainly and written later, once',
  () => {
    let desk: OdooDesk
    let proxy: OdooProxy

    beforeAll(async () => {
      proxy = await startOdooProxy()
      desk = await openOdooDesk({ url: proxy.url })
      desk.undoing(proxy.close)
    })
    afterEach(() => proxy.set('through'))
    afterAll(() => desk?.end())

    /** A lead that is offered, with its page open. */
    const offered = async (): Promise<number> => {
      const id = await desk.newLead()
      await desk.page.goto(`${desk.url}/odoo/crm/${id}`)
      await desk.sidebar.getByRole('button', { name: 'Accept' }).waitFor({ timeout: 20_000 })
      // A form whose loading is cut off gives way to the board, and Baton with it.
      await desk.page.locator('.o-mail-Message').first().waitFor()
      await expect.poll(async () => (await rows('deliveries')).filter((row) => row.includes(',due,'))).toEqual([])
      return id
    }
    const accept = () => press(desk.sidebar.getByRole('button', { name: 'Accept' }))
    /** Moves the time over the pauses between tries, until nothing waits: to be used once nobody has to accept in time. */
    const arrived = (id: number) =>
      vi.waitFor(
        async () => {
          await desk.running.world.fastForward('6 minutes')
          expect((await desk.handoffOn(id))?.writes).toEqual([])
        },
        { timeout: 20_000, interval: 300 },
      )
    const acceptances = async (id: number) =>
      (await odoo.notesOn(id)).filter(({ body }) => body.includes('Handoff accepted'))
    const waiting = (what: string) => desk.sidebar.getByText(`Odoo has not taken the ${what} yet. Baton keeps trying.`)
    const isWaiting = async (id: number, problem: RegExp) => {
      await desk.sidebar.getByRole('button', { name: 'Log first touch' }).waitFor()
      await waiting('activity').waitFor()
      await expect.poll(async () => (await desk.handoffOn(id))?.writes[0]?.problem).toMatch(problem)
      expect(await acceptances(id)).toHaveLength(0)
    }
    const isWritten = async (id: number) => {
      await arrived(id)
      await waiting('activity').waitFor({ state: 'detached' })
      expect(await acceptances(id)).toHaveLength(1)
    }
    const key = (apiKey: string) => {
      const admin = { workspace: desk.workspace, person: 'ruth', role: 'admin' } as const
      const setUp = {
        id: 'odoo',
        kind: 'odoo',
        name: 'Odoo',
        baseUrl: desk.url,
        database: odoo.odooDatabase(),
      } as const
      return saveSetUp(desk.running.world.env, admin, { ...setUp, apiKey })
    }

    test('Odoo is down', async () => {
      const id = await offered()
      proxy.set('cut')
      await accept()
      await isWaiting(id, /^Odoo cannot be reached/)
      proxy.set('through')
      await isWritten(id)
    })

    test('Odoo answers 500 with a traceback, which nobody sees', async () => {
      const id = await offered()
      proxy.set('faulty')
      const before = proxy.failed()
      await accept()
      await isWaiting(id, /^Odoo has a fault of its own \(HTTP 500\)/)
      expect(proxy.failed()).toBeGreaterThan(before)
      // A path that was never asked for, so that the look-up of what it shows meets the fault too.
      await desk.page.goto(`${desk.url}/odoo/action-crm.crm_lead_action_forecast/${id}`)
      const frames = await Promise.all(desk.page.frames().map((frame) => frame.content()))
      proxy.set('through')
      await isWritten(id)
      for (const seen of [...frames, ...desk.running.world.logged, ...(await everyRow())]) {
        expect(seen).not.toContain(CANARY)
        expect(seen).not.toContain('Traceback')
      }
    })

    test('the key is wrong', async () => {
      const id = await offered()
      await key('a-key-that-nobody-has')
      await accept()
      await isWaiting(id, /^Odoo does not accept the API key/)
      await key(odoo.odooApiKey())
      await isWritten(id)
    })

    test('the record was deleted', async () => {
      const id = await offered()
      await odoo.removeLead(id)
      await desk.running.world.fastForward('70 seconds')
      await accept()
      await desk.sidebar
        .getByText('Odoo no longer has this record. The handoff is kept; nothing can be written there.')
        .waitFor()
      expect(await desk.handoffOn(id)).toMatchObject({ state: 'accepted', recordGone: true })
      await desk.page.goto(`${desk.url}/odoo/crm/${id}`)
      await desk.page
        .locator('.o_notification, .o_error_dialog, .o_view_nocontent, .o_action_manager')
        .first()
        .waitFor()
    })

    const db = () => desk.running.world.env.database.db
    /** What a table holds, a line of text each. */
    const rows = async (table: string): Promise<string[]> =>
      (await rowsOf<{ row: string }>(db(), sql`select t::text as row from ${sql.identifier(table)} t`)).map(
        ({ row }) => row,
      )
    const everyRow = async (): Promise<string[]> => {
      const tables = await rowsOf<{ name: string }>(
        db(),
        sql`select tablename as name from pg_tables where schemaname = 'public'`,
      )
      const all = (await Promise.all(tables.map(({ name }) => rows(name)))).flat()
      expect(all.length).toBeGreaterThan(10)
      return all
    }
  },
)
