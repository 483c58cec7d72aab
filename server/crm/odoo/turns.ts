/** Lets at most `atOnce` go on at a time, the others in the order in which they came; who stops waiting loses their turn. */
export const takingTurns = (atOnce: number) => {
  let running = 0
  const waiting = new Set<() => void>()
  const turn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave)
        waiting.delete(go)
        running += 1
        resolve()
      }
      const leave = () => {
        waiting.delete(go)
        reject(signal.reason as Error)
      }
      if (signal.aborted) return reject(signal.reason as Error)
      if (running < atOnce) return go()
      signal.addEventListener('abort', leave, { once: true })
      waiting.add(go)
    })

  return async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    await turn(signal)
    try {
      return await work()
    } finally {
      running -= 1
      const [next] = waiting
      next?.()
    }
  }
}
