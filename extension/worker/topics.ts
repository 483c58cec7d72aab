import type { Topic } from './contract.ts'

/** Tells pages what to ask again. */
export type Topics = {
  /** To every page, or to those in one tab. */
  tell(topic: Topic, tabId?: number): void
  /** What is told from now on to a page in this tab, each topic once until it was taken. */
  listen(tabId: number | null, signal: AbortSignal): AsyncGenerator<Topic>
  /** Tabs that hold a listening page. */
  tabs(): number[]
}

type Listener = { tabId: number | null; hear: (topic: Topic) => void }

export const createTopics = (): Topics => {
  const listeners = new Set<Listener>()

  // Listening begins with the call, not with the first step: nothing told in between is missed.
  const listen = (tabId: number | null, signal: AbortSignal): AsyncGenerator<Topic> => {
    const told = new Set<Topic>()
    let wake = (): void => {}
    const listener: Listener = { tabId, hear: (topic) => (told.add(topic), wake()) }
    listeners.add(listener)
    signal.addEventListener('abort', () => (listeners.delete(listener), wake()), { once: true })
    return steps(told, signal, (call) => (wake = call))
  }

  return {
    listen,
    tell: (topic, tabId) => {
      for (const listener of listeners) if (tabId === undefined || listener.tabId === tabId) listener.hear(topic)
    },
    tabs: () => [...new Set([...listeners].flatMap(({ tabId }) => tabId ?? []))],
  }
}

async function* steps(
  told: Set<Topic>,
  signal: AbortSignal,
  onWake: (call: () => void) => void,
): AsyncGenerator<Topic> {
  while (!signal.aborted) {
    for (const topic of told) {
      told.delete(topic)
      yield topic
    }
    if (told.size === 0 && !signal.aborted) await new Promise<void>((resolve) => onWake(resolve))
  }
}
