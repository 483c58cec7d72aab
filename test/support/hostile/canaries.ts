import { CRM_KEY, HOOK_SECRET } from '../desk.ts'
import type { Scene } from './scene.ts'

/** Values that occur once in the world, by what they are. */
export type Canaries = Record<string, string>

/** What the extension, the server and the CRM hold. The tokens are read out of the extension's own worker. */
export const canariesOf = async ({ desk, buyer }: Scene): Promise<Canaries> => {
  const [worker] = desk.context.serviceWorkers()
  if (worker === undefined) throw new Error('the worker does not run')
  const tokens = await worker.evaluate(async () => {
    type Area = { get(key: string): Promise<Record<string, { access: string }>> }
    const { storage } = (globalThis as unknown as { chrome: { storage: { session: Area } } }).chrome
    const [{ name = '' } = {}] = await indexedDB.databases()
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('the store does not answer')))
      })
    const db = await settled(indexedDB.open(name))
    const [session] = (await settled(db.transaction('session').objectStore('session').getAll())) as {
      refresh: string
    }[]
    db.close()
    return { access: (await storage.session.get('access')).access?.access, refresh: session?.refresh }
  })
  if (tokens.access === undefined || tokens.refresh === undefined) throw new Error('nobody is signed in')
  return {
    'access token': tokens.access,
    'refresh token': tokens.refresh,
    'CRM key': CRM_KEY,
    'hook secret': HOOK_SECRET,
    name: buyer.name,
    phone: buyer.phone,
    message: buyer.message,
  }
}

/** Which of them a text holds, as they are or as an address spells them. */
export const spelledIn = (text: string, canaries: Canaries): string[] =>
  Object.entries(canaries).flatMap(([what, value]) =>
    [value, encodeURIComponent(value), value.replaceAll(' ', '+')].some((spelling) => text.includes(spelling))
      ? [what]
      : [],
  )
