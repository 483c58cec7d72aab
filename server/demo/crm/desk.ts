import type { RecordBook } from './book.ts'
import type { HookEvent, DemoState } from './state.ts'
import { Refusal } from './refusal.ts'

type Desk = {
  state: DemoState
  book: RecordBook
  /** Writes the state down, where there is a file for it. */
  keep(): void
  /** Hands an event to whoever calls the webhook. */
  tell(event: HookEvent): void
}

/** What names a request again: its `Idempotency-Key`, and all that it asks for. */
export type Keyed = { key: string | undefined; request: string }

export type Answer = { status: 200 | 201; body: unknown }

/**
 * The one way to change anything: apply, keep, only then tell. Nothing in here waits, so two requests never mix. The same
 * key gets the same answer again and changes nothing; with another request it is refused.
 */
export const changeDesk = ({ state, book, keep, tell }: Desk) => ({
  book,
  state,
  change: (
    { key, request }: Keyed,
    status: Answer['status'],
    apply: (book: RecordBook) => unknown,
  ): Answer & { applied: boolean } => {
    const earlier = key !== undefined && Object.hasOwn(state.answers, key) ? state.answers[key] : undefined
    if (earlier) {
      if (earlier.request !== request) throw new Refusal('key-reused')
      return { status: earlier.status, body: earlier.body, applied: false }
    }
    const told = state.hooks.length
    const body: unknown = structuredClone(apply(book))
    if (key !== undefined) state.answers[key] = { request, status, body }
    keep()
    for (const event of state.hooks.slice(told)) tell(event)
    return { status, body, applied: true }
  },
})
export type ChangeDesk = ReturnType<typeof changeDesk>
