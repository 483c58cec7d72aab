import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { ActName } from './acts.ts'
import type { BatonDb, WaitingAct } from './store.ts'

type Upgrade = IDBPTransaction<BatonDb, StoreNames<BatonDb>[], 'versionchange'>

/** One string for what was pressed: act, what it is about, and all that was filled in. */
export const saidIn = ({ act, about, input }: Pick<WaitingAct, 'act' | 'about' | 'input'>): string =>
  JSON.stringify([act, about, input])

/** Makes the tables, or brings those of an earlier version up to this one; what waits in them goes along. */
export const createTables = async (
  db: IDBPDatabase<BatonDb>,
  from: number,
  _to: number | null,
  tx: Upgrade,
): Promise<void> => {
  if (from === 3) return renameActs(db, tx)
  db.createObjectStore('signIn')
  if (from === 2) return renameActs(db, tx)
  if (from === 0) {
    db.createObjectStore('session')
    const answers = db.createObjectStore('answers', { keyPath: 'key' })
    answers.createIndex('asOfMs', 'asOfMs')
    answers.createIndex('handoffId', 'handoffId')
  } else {
    // The first version did not note whose server an act was meant for: sent to the wrong one it would do harm.
    for (const table of ['acts', 'refused'] as const) db.deleteObjectStore(table)
  }
  createActs(db)
  db.createObjectStore('endings', { keyPath: 'refresh' })
}

const createActs = (db: IDBPDatabase<BatonDb>): void => {
  const acts = db.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
  acts.createIndex('press', ['account', 'said'], { unique: true })
  db.createObjectStore('refused', { keyPath: ['account', 'about'] })
}

/** As the third version kept them: of three kinds, all about a handoff. */
type EarlierAct = { kind: 'accept' | 'decline' | 'log_touch'; handoffId: string }
const NAMES: Record<EarlierAct['kind'], ActName> = { accept: 'accept', decline: 'decline', log_touch: 'logTouch' }

const renameActs = async (db: IDBPDatabase<BatonDb>, tx: Upgrade): Promise<void> => {
  const [acts, refused] = await Promise.all([tx.objectStore('acts').getAll(), tx.objectStore('refused').getAll()])
  for (const table of ['acts', 'refused'] as const) db.deleteObjectStore(table)
  createActs(db)
  for (const row of acts) {
    const { kind, handoffId, ...kept } = row as WaitingAct & EarlierAct
    const renamed = { ...kept, act: NAMES[kind], about: handoffId, input: { ...kept.input, handoffId } }
    await tx.objectStore('acts').put({ ...renamed, said: saidIn(renamed) })
  }
  for (const row of refused) {
    const { kind, handoffId, ...kept } = row as typeof row & EarlierAct
    await tx.objectStore('refused').put({ ...kept, act: NAMES[kind], about: handoffId })
  }
}
