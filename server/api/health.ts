import { Hono } from 'hono'
import { sql } from 'drizzle-orm'
import { problem } from '../../shared/problem.ts'
import type { Database } from '../store/database.ts'
import { answerProblem } from './errors.ts'

/** `/healthz`: the process lives. `/readyz`: it can work, the database answers. */
export const health = (database: Database): Hono =>
  new Hono()
    .get('/healthz', (c) => c.json({ alive: true }))
    .get('/readyz', async (c) => {
      try {
        await database.db.execute(sql`select 1`)
        return c.json({ ready: true })
      } catch {
        return answerProblem(c, problem('unavailable'))
      }
    })
