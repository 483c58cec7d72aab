import type { Connection } from '../../shared/record.ts'
import { hostPattern, type WorkerBrowser } from '../browser/browser.ts'

export type CrmHosts = {
  isGranted(connection: Connection): Promise<boolean>
  /** Makes the registered content scripts those of the granted hosts, and runs them in pages that are open already. */
  arrange(connections: Connection[]): Promise<void>
}

/**
 * Content scripts on granted CRM hosts. They are arranged at each start of the worker: an update of the extension forgets the
 * registered ones, and a host may have been taken away in the browser's own settings.
 */
export const createCrmHosts = (browser: WorkerBrowser): CrmHosts => {
  let arranging: Promise<void> = Promise.resolve()

  const isGranted = (connection: Connection): Promise<boolean> => browser.permissions.has(connection.baseUrl)

  const arrange = async (connections: Connection[]): Promise<void> => {
    const wanted = new Map<string, Connection[]>()
    for (const connection of connections) {
      if (!(await isGranted(connection))) continue
      const pattern = hostPattern(connection.baseUrl)
      wanted.set(pattern, [...(wanted.get(pattern) ?? []), connection])
    }
    const registered = await browser.scripts.registered()
    const surplus = registered.filter(({ pattern }) => !wanted.has(pattern))
    if (surplus.length > 0) await browser.scripts.unregister(surplus.map(({ id }) => id))
    for (const [pattern, group] of wanted) {
      if (registered.some((script) => script.pattern === pattern)) continue
      // One address that a browser finds no pattern for must not keep the others out.
      await show(pattern, group).catch(() => undefined)
    }
  }

  const show = async (pattern: string, group: Connection[]): Promise<void> => {
    await browser.scripts.register({ id: pattern.replaceAll(/[^a-z0-9]+/gi, '-'), pattern })
    const tabs = await Promise.all(group.map(({ baseUrl }) => browser.tabs.at(new URL(baseUrl).origin)))
    // A page that refuses scripts, such as an error page, gets its script when it is loaded again.
    await Promise.all(tabs.flat().map(({ id }) => browser.scripts.runIn(id).catch(() => undefined)))
  }

  return {
    isGranted,
    // One after another: two at once would register the same script twice, which the browser refuses.
    arrange: (connections) => (arranging = arranging.catch(() => undefined).then(() => arrange(connections))),
  }
}
