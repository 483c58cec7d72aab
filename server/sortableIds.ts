import { randomUUID } from 'node:crypto'

const COUNT_MAX = 0xfff

/**
 * Ids that sort as they were made: UUIDs of version 7 whose first 48 bits are the time in milliseconds and whose next 12 count
 * within one, by RFC 9562, section 6.2, method 1. They never go back, even where the clock does.
 */
export const sortableIds = (nowMs: () => number): (() => string) => {
  let lastMs = 0
  let count = 0
  return () => {
    const now = nowMs()
    if (now > lastMs || count === COUNT_MAX) {
      lastMs = Math.max(now, lastMs + 1)
      count = 0
    } else count += 1
    const time = lastMs.toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${randomUUID().slice(19)}`
  }
}
