import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Me } from '../../shared/session.ts'
import type { ActKind, RefusedAct } from './contract.ts'

/** Who is signed in, where. `refresh` is null when the session has ended. Only our own origin can read this. */
export type KeptSession = { server: string; refresh: string | null; me: Me | null }

/** An answer of the server, kept to be shown first. `asOf` in milliseconds of the browser's clock. */
export type KeptAnswer = { key: string; value: unknown; asOfMs: number; aheadMs: number; handoffId?: string }

/** An act that waits for the server's answer. `seq` is the order of the presses; `person` is who pressed. */
export type WaitingAct = {
  seq: number
  key: string
  person: string
  kind: ActKind
  handoffId: string
  pressedAt: string
  /** What the kind needs besides. */
  input: Record<string, unknown>
  /** How often it was sent without an answer that settles it. */
  attempts: number
}

interface BatonDb extends DBSchema {
  session: { key: string; value: KeptSession }
  answers: { key: string; value: KeptAnswer; indexes: { asOfMs: number; handoffId: string } }
  acts: { key: number; value: WaitingAct; indexes: { press: [string, string, string] } }
  refused: { key: [string, string]; value: RefusedAct & { person: string } }
}

export const RECORDS_KEPT = 200
const CURRENT = 'current'
// An act or a token that was acknowledged has to survive a crash of the whole machine.
const STRICT = { durability: 'strict' } as const

/** All that outlives the worker, in the extension's own IndexedDB. */
export type Store = {
  session(): Promise<KeptSession | undefined>
  keepSession(session: KeptSession): Promise<void>
  /** Takes the new token only if the old one is still the current one; null ends the session. */
  replaceRefresh(old: string, next: string | null): Promise<boolean>
  answer(key: string): Promise<KeptAnswer | undefined>
  keyOfHandoff(handoffId: string): Promise<string | undefined>
  keepAnswer(answer: KeptAnswer): Promise<void>
  forgetAnswers(): Promise<void>
  /** Adds a press, or joins the one that already waits for the same person, handoff and kind. */
  addAct(act: Omit<WaitingAct, 'seq' | 'attempts'>): Promise<WaitingAct>
  acts(person: string): Promise<WaitingAct[]>
  countTry(seq: number): Promise<void>
  /** The act is answered: it is gone, and its refusal kept if somebody still has to be told. */
  settleAct(seq: number, refused?: RefusedAct & { person: string }): Promise<void>
  refused(person: string, handoffId: string): Promise<RefusedAct | undefined>
  forgetRefused(person: string, handoffId: string): Promise<void>
}

export const openStore = (name = 'baton'): Store => {
  const opened = openDB<BatonDb>(name, 1, { upgrade: createTables })
  return {
    session: async () => (await opened).get('session', CURRENT),
    keepSession: async (session) => {
      const tx = (await opened).transaction('session', 'readwrite', STRICT)
      await Promise.all([tx.store.put(session, CURRENT), tx.done])
    },
    replaceRefresh: async (old, next) => {
      const tx = (await opened).transaction('session', 'readwrite', STRICT)
      const session = await tx.store.get(CURRENT)
      const isCurrent = session !== undefined && session.refresh === old
      if (isCurrent) await tx.store.put({ ...session, refresh: next, me: next === null ? null : session.me }, CURRENT)
      await tx.done
      return isCurrent
    },
    answer: async (key) => (await opened).get('answers', key),
    keyOfHandoff: async (handoffId) => (await opened).getKeyFromIndex('answers', 'handoffId', handoffId),
    keepAnswer: async (answer) => keepAnswer(await opened, answer),
    forgetAnswers: async () => (await opened).clear('answers'),
    addAct: async (act) => addAct(await opened, act),
    acts: async (person) => (await (await opened).getAll('acts')).filter((act) => act.person === person),
    countTry: async (seq) => {
      const tx = (await opened).transaction('acts', 'readwrite')
      const act = await tx.store.get(seq)
      if (act !== undefined) await tx.store.put({ ...act, attempts: act.attempts + 1 })
      await tx.done
    },
    settleAct: async (seq, refused) => {
      const tx = (await opened).transaction(['acts', 'refused'], 'readwrite', STRICT)
      await tx.objectStore('acts').delete(seq)
      if (refused !== undefined) await tx.objectStore('refused').put(refused)
      await tx.done
    },
    refused: async (person, handoffId) => (await opened).get('refused', [person, handoffId]),
    forgetRefused: async (person, handoffId) => (await opened).delete('refused', [person, handoffId]),
  }
}

const createTables = (db: IDBPDatabase<BatonDb>): void => {
  db.createObjectStore('session')
  const answers = db.createObjectStore('answers', { keyPath: 'key' })
  answers.createIndex('asOfMs', 'asOfMs')
  answers.createIndex('handoffId', 'handoffId')
  db.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true }).createIndex(
    'press',
    ['person', 'handoffId', 'kind'],
    { unique: true },
  )
  db.createObjectStore('refused', { keyPath: ['person', 'handoffId'] })
}

/** The oldest answers make room: what was not looked at for longest is the least missed. */
const keepAnswer = async (db: IDBPDatabase<BatonDb>, answer: KeptAnswer): Promise<void> => {
  const tx = db.transaction('answers', 'readwrite')
  await tx.store.put(answer)
  let excess = (await tx.store.count()) - RECORDS_KEPT
  for (
    let cursor = await tx.store.index('asOfMs').openCursor();
    excess > 0 && cursor !== null;
    cursor = await cursor.continue()
  ) {
    if (!cursor.value.key.startsWith('record:')) continue
    await cursor.delete()
    excess -= 1
  }
  await tx.done
}

const addAct = async (db: IDBPDatabase<BatonDb>, act: Omit<WaitingAct, 'seq' | 'attempts'>): Promise<WaitingAct> => {
  const tx = db.transaction('acts', 'readwrite', STRICT)
  const waiting = await tx.store.index('press').get([act.person, act.handoffId, act.kind])
  if (waiting !== undefined) {
    await tx.done
    return waiting
  }
  const added = { ...act, attempts: 0 }
  // The key is given by the store, so the row goes in without one.
  const seq = await tx.store.add(added as WaitingAct)
  await tx.done
  return { ...added, seq }
}
