import { recordKey, type Connection, type RecordRef } from '../../shared/record.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import { addressAt } from '../crm/registry.ts'
import { CONNECTIONS } from './answers.ts'
import type { Places } from './places.ts'
import type { Store } from './store.ts'

export type Shown = {
  /** Connections as last heard of; none when nobody is signed in. */
  connections(): Promise<Connection[]>
  /** The record that a tab shows, by the address that the browser has for it now. */
  recordIn(tabId: number | null): Promise<RecordRef | null>
  /** Those of these tabs that show this record now. */
  tabsOn(record: RecordRef, tabIds: number[]): Promise<number[]>
  /** Open tabs of the connected CRMs, whatever they show. */
  tabs(): Promise<number[]>
  /** Shows the record of this address: in the tab that has it already, or a new one. Throws for what is no connected CRM's. */
  open(address: string): Promise<void>
}

export type ShownParts = { browser: WorkerBrowser; store: Store; places: Places }

export const createShown = ({ browser, store, places }: ShownParts): Shown => {
  const connections = async (): Promise<Connection[]> =>
    ((await store.answer(CONNECTIONS))?.value as Connection[] | undefined) ?? []

  const recordAt = async (address: string | undefined, known: Connection[]): Promise<RecordRef | null> => {
    const url = address === undefined ? null : URL.parse(address)
    const found = url === null ? null : addressAt(url, known)
    return found !== null && 'place' in found ? places.recordAt(found) : found
  }

  const isOn = (record: RecordRef, here: RecordRef | null): boolean =>
    here !== null && recordKey(here) === recordKey(record)

  const open = async (address: string): Promise<void> => {
    const url = new URL(address)
    const known = await connections()
    if (!known.some(({ baseUrl }) => URL.parse(baseUrl)?.origin === url.origin))
      throw new Error('this address belongs to no connected CRM')
    const record = await recordAt(address, known)
    const tabs = record === null ? [] : await browser.tabs.at(url.origin)
    const shown = await Promise.all(tabs.map((tab) => recordAt(tab.url, known)))
    const tab = tabs.find((_, at) => record !== null && isOn(record, shown[at] ?? null))
    await (tab === undefined ? browser.tabs.open(url.href) : browser.tabs.show(tab.id))
  }

  const recordIn = async (tabId: number | null): Promise<RecordRef | null> => {
    if (tabId === null) return null
    const [tab, known] = await Promise.all([browser.tabs.get(tabId), connections()])
    return recordAt(tab?.url, known)
  }

  return {
    open,
    connections,
    recordIn,
    tabs: async () => {
      const origins = new Set((await connections()).map(({ baseUrl }) => URL.parse(baseUrl)?.origin ?? ''))
      const tabs = await Promise.all([...origins].map((origin) => (origin === '' ? [] : browser.tabs.at(origin))))
      return tabs.flat().map(({ id }) => id)
    },
    tabsOn: async (record, tabIds) => {
      const records = await Promise.all(tabIds.map(recordIn))
      return tabIds.filter((_, at) => isOn(record, records[at] ?? null))
    },
  }
}
