import { router } from './trpc.ts'
import { auth, me } from './routers/auth.ts'
import { availability } from './routers/availability.ts'
import { changes } from './routers/changes.ts'
import { connections } from './routers/connections.ts'
import { draft } from './routers/draft.ts'
import { handoffs } from './routers/handoffs.ts'
import { imports } from './routers/imports.ts'
import { people } from './routers/people.ts'
import { playbook } from './routers/playbook.ts'
import { queue } from './routers/queue.ts'
import { turns } from './routers/turns.ts'

/** Everything that the extension asks the server; it imports the type alone. */
export const appRouter = router({
  availability,
  auth,
  me,
  connections,
  handoffs,
  imports,
  queue,
  people,
  playbook,
  draft,
  turns,
  changes,
})
export type AppRouter = typeof appRouter
