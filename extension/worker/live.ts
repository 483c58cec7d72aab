import type { Change } from '../../shared/handoff.ts'
import { failureOf, isSignedOut } from './failure.ts'
import type { Session } from './session.ts'

export type Live = {
  /** Opens the subscription unless it is there already. */
  open(): Promise<void>
  close(): void
  /** Whether changes are told as they happen. */
  isLive(): boolean
}

export type LiveParts = {
  session: Session
  /** The line is up, for the first time or again: what was missed meanwhile is unknown. */
  onReady: () => void
  onChange: (change: Change) => void
}

/** The subscription to changes. The socket reconnects by itself; what ends it for good is mended by the next `open`. */
export const createLive = ({ session, onReady, onChange }: LiveParts): Live => {
  let watching: { unsubscribe(): void } | null = null
  let opening: Promise<void> | null = null
  let isUp = false
  let refused: string | undefined
  let round = 0

  const close = (): void => {
    round += 1
    isUp = false
    watching?.unsubscribe()
    watching = null
  }

  const subscribe = async (): Promise<void> => {
    const mine = ++round
    const { line, access } = await session.credentials(refused)
    refused = undefined
    if (mine !== round) return
    const ended = (): void => {
      if (mine !== round) return
      isUp = false
      watching = null
    }
    watching = line.client.changes.subscribe(undefined, {
      onData: (event) => {
        if (mine !== round) return
        if (event.kind === 'change') return onChange(event.change)
        isUp = true
        onReady()
      },
      onConnectionStateChange: ({ state }) => {
        if (mine === round && state !== 'pending') isUp = false
      },
      onError: (error) => {
        // The next round comes with another token.
        if (isSignedOut(failureOf(error))) refused = access
        ended()
      },
      onStopped: ended,
      onComplete: ended,
    })
  }

  return {
    open: () => {
      if (watching !== null) return Promise.resolve()
      return (opening ??= subscribe()
        .catch(() => undefined)
        .finally(() => (opening = null)))
    },
    close,
    isLive: () => isUp,
  }
}
