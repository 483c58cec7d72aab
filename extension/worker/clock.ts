/** The browser's time, injected so that tests move it. */
export type Clock = {
  nowMs(): number
  /** Calls back once after `ms`, as long as the worker lives; the answer cancels it. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** How far the server's clock is ahead of the browser's, learned from the `now` of its answers. */
export type ServerClock = {
  /** `sentAtMs`: when the browser asked. */
  learn(now: string, sentAtMs: number): void
  /** What a kept answer knew; counts until an answer of this life knows better. */
  recall(aheadMs: number): void
  aheadMs(): number
  nowMs(): number
}

export const createServerClock = (clock: Clock): ServerClock => {
  let aheadMs = 0
  let isLearned = false
  return {
    // The answer was on its way for about half of the round trip.
    learn: (now, sentAtMs) => {
      const nowMs = Date.parse(now)
      if (Number.isNaN(nowMs)) return
      aheadMs = Math.round(nowMs - (sentAtMs + clock.nowMs()) / 2)
      isLearned = true
    },
    recall: (keptMs) => {
      if (!isLearned) aheadMs = keptMs
    },
    aheadMs: () => aheadMs,
    nowMs: () => clock.nowMs() + aheadMs,
  }
}
