import { Hono } from 'hono'
import { problem } from '../../shared/problem.ts'
import { type Database, ping } from '../store/query.ts'
import { answerProblem } from './errors.ts'

/** `/healthz`: the process lives. `/readyz`: it can work, the database answers. */
export const health = (database: Database): Hono =>
  new Hono()
    .get('/healthz', (c) => c.json({ alive: true }))
    .get('/readyz', async (c) => {
      try {
        await ping(database)
        return c.json({ ready: true })
      } catch {
        return answerProblem(c, problem('unavailable'))
      }
    })
