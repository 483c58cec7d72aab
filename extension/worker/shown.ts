import { recordKey, type Connection, type RecordRef } from '../../shared/record.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import { recordAt } from '../crm/registry.ts'
import { CONNECTIONS } from './answers.ts'
import type { Store } from './store.ts'

export type Shown = {
  /** Connections as last heard of; none when nobody is signed in. */
  connections(): Promise<Connection[]>
  /** The record that a tab shows, by the address that the browser has for it now. */
  recordIn(tabId: number | null): Promise<RecordRef | null>
  /** Those of these tabs that show this record now. */
  tabsOn(record: RecordRef, tabIds: number[]): Promise<number[]>
  /** Shows the record of this address: in the tab that has it already, or a new one. Throws for what is no connected CRM's. */
  open(address: string): Promise<void>
}

export const createShown = ({ browser, store }: { browser: WorkerBrowser; store: Store }): Shown => {
  const connections = async (): Promise<Connection[]> =>
    ((await store.answer(CONNECTIONS))?.value as Connection[] | undefined) ?? []
  const open = async (address: string): Promise<void> => {
    const url = new URL(address)
    const known = await connections()
    if (!known.some(({ baseUrl }) => URL.parse(baseUrl)?.origin === url.origin))
      throw new Error('this address belongs to no connected CRM')
    const record = recordAt(url, known)
    const tabs = record === null ? [] : await browser.tabs.at(url.origin)
    const tab = tabs.find((one) => {
      const shown = one.url === undefined ? null : recordAt(new URL(one.url), known)
      return shown !== null && record !== null && recordKey(shown) === recordKey(record)
    })
    await (tab === undefined ? browser.tabs.open(url.href) : browser.tabs.show(tab.id))
  }

  const recordIn = async (tabId: number | null): Promise<RecordRef | null> => {
    if (tabId === null) return null
    const [tab, known] = await Promise.all([browser.tabs.get(tabId), connections()])
    const url = tab?.url === undefined ? null : URL.parse(tab.url)
    return url === null ? null : recordAt(url, known)
  }

  return {
    open,
    connections,
    recordIn,
    tabsOn: async (record, tabIds) => {
      const records = await Promise.all(tabIds.map(recordIn))
      return tabIds.filter((_, at) => {
        const here = records[at] ?? null
        return here !== null && recordKey(here) === recordKey(record)
      })
    },
  }
}
