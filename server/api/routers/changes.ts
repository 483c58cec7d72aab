import { on, EventEmitter } from 'node:events'
import type { Change } from '../../../shared/handoff.ts'
import { signedIn } from '../procedures.ts'

export type ChangeEvent = { kind: 'ready' } | { kind: 'change'; change: Change }

/** What concerns the caller, as it happens. `ready` comes first: from then on nothing is missed, before it one has to ask. */
export const changes = signedIn.subscription(async function* ({ ctx, signal }): AsyncGenerator<ChangeEvent> {
  const emitter = new EventEmitter()
  const stop = ctx.live.subscribe(ctx.actor, (change) => emitter.emit('change', change))
  try {
    const heard = on(emitter, 'change', signal === undefined ? {} : { signal })
    yield { kind: 'ready' }
    for await (const [change] of heard) yield { kind: 'change', change: change as Change }
  } catch (error) {
    // Whoever leaves aborts the wait: that is the ordinary end.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error
  } finally {
    stop()
  }
})
