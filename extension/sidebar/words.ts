/** How many messages may come in the way of the one that is awaited. */
const MOST = 5
const WORD = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * The content script sends a word to the one frame that it vouches for, and the worker takes an act only from the page that passes
 * it on. Any window can send messages here; none of them means anything but this, and none is passed on that no act waits for.
 */
export type Words = {
  /** An act is about to be sent. */
  await(): void
  hear(event: { data: unknown }): void
}

export const createWords = (pass: (word: string) => void): Words => {
  let left = 0
  return {
    await: () => {
      left = MOST
    },
    hear: ({ data }) => {
      if (left === 0 || typeof data !== 'string' || !WORD.test(data)) return
      left -= 1
      pass(data)
    },
  }
}
