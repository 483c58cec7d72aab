import { on, EventEmitter } from 'node:events'
import type { Change } from '../../../shared/handoff.ts'
import { mayStillHear } from '../../actions/session.ts'
import { signedIn } from '../procedures.ts'

const RECHECK_MS = 60_000

export type ChangeEvent = { kind: 'ready' } | { kind: 'change'; change: Change }

/** What concerns the caller, as it happens. `ready` comes first: from then on nothing is missed, before it one has to ask. */
export const changes = signedIn.subscription(async function* ({ ctx, signal }): AsyncGenerator<ChangeEvent> {
  const emitter = new EventEmitter()
  const over = new AbortController()
  const { access } = ctx
  // Who has signed out, left, or got another role meanwhile is cut off; a database that is away proves nothing.
  const recheck = setInterval(() => {
    void mayStillHear(ctx.env, access ?? '', ctx.actor).then(
      (may) => may || over.abort(),
      () => {},
    )
  }, RECHECK_MS)
  const stop = ctx.live.subscribe(ctx.actor, (change) => emitter.emit('change', change))
  try {
    const heard = on(emitter, 'change', {
      signal: AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]),
    })
    yield { kind: 'ready' }
    for await (const [change] of heard) yield { kind: 'change', change: change as Change }
  } catch (error) {
    // Whoever leaves aborts the wait: that is the ordinary end.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error
  } finally {
    clearInterval(recheck)
    stop()
  }
})
