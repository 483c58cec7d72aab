import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Me } from '../../shared/session.ts'
import { accountOf } from './account.ts'
import type { ActName } from './acts.ts'
import type { RefusedAct } from './contract.ts'
import { createTables, saidIn } from './storeTables.ts'

/** Who is signed in, where. `refresh` is null when the session has ended; `key` names the press that began it. Only our own origin
 *  can read this. */
export type KeptSession = { server: string; refresh: string | null; me: Me | null; key?: string }

/** A sign-in that was begun. `code`: the server's answer, not traded yet; `key` names the press that it answers. */
export type PendingSignIn = {
  server: string
  /** The link's. */
  token: string
  way: 'window' | 'code'
  verifier: string
  state: string
  startedAtMs: number
  code?: string
  key?: string
}

/** An answer of the server, kept to be shown first. `asOf` in milliseconds of the browser's clock. */
export type KeptAnswer = { key: string; value: unknown; asOfMs: number; aheadMs: number; handoffId?: string }

/** A session that was ended here and that its server has not confirmed to have ended. `refresh` names it. */
export type UntoldEnding = { server: string; refresh: string; endedAtMs: number }

/** An act that waits for the server's answer. `seq` is the order of the presses; `account` is who pressed, and where. */
export type WaitingAct = {
  seq: number
  key: string
  account: string
  act: ActName
  /** The handoff's id; the record's key, when it is handed over. */
  about: string
  pressedAt: string
  /** All that the server takes but the key and the time of the press. */
  input: Record<string, unknown>
  /** Tells this press from others: the same one again is one act. */
  said: string
  /** How often it was sent without an answer that settles it. */
  attempts: number
}

export interface BatonDb extends DBSchema {
  session: { key: string; value: KeptSession }
  answers: { key: string; value: KeptAnswer; indexes: { asOfMs: number; handoffId: string } }
  acts: { key: number; value: WaitingAct; indexes: { press: [string, string] } }
  refused: { key: [string, string]; value: RefusedAct & { account: string } }
  endings: { key: string; value: UntoldEnding }
  signIn: { key: string; value: PendingSignIn }
}

export const RECORDS_KEPT = 200
const CURRENT = 'current'
// An act or a token that was acknowledged has to survive a crash of the whole machine.
const STRICT = { durability: 'strict' } as const

/** All that outlives the worker, in the extension's own IndexedDB. */
export type Store = {
  session(): Promise<KeptSession | undefined>
  /** Begins a session; nothing that was known to an earlier one stays, and its sign-in is over. */
  keepSession(session: KeptSession): Promise<void>
  /** Another role or name of the one who is signed in; false when somebody else is by now. */
  keepMe(account: string, me: Me): Promise<boolean>
  pendingSignIn(): Promise<PendingSignIn | undefined>
  keepPendingSignIn(pending: PendingSignIn): Promise<void>
  forgetPendingSignIn(): Promise<void>
  /** Takes the new token only if the old one is still the current one. */
  replaceRefresh(old: string, next: string): Promise<boolean>
  /** The server refuses this token: if it is still the current one, its session has ended, and all that was known goes. */
  loseSession(refresh: string): Promise<boolean>
  /** Ends the session that there is, if any, and notes in the same step that its server is to be told. */
  endSession(endedAtMs: number): Promise<boolean>
  endings(): Promise<UntoldEnding[]>
  forgetEnding(refresh: string): Promise<void>
  answer(key: string): Promise<KeptAnswer | undefined>
  keyOfHandoff(handoffId: string): Promise<string | undefined>
  keepAnswer(answer: KeptAnswer): Promise<void>
  /** Adds a press, or joins the same one of the same account if that waits already. */
  addAct(act: NewAct): Promise<WaitingAct>
  acts(account: string): Promise<WaitingAct[]>
  countTry(seq: number): Promise<void>
  /** The act is answered: it is gone, and its refusal kept if somebody still has to be told. */
  settleAct(seq: number, refused?: RefusedAct & { account: string }): Promise<void>
  refused(account: string, about: string): Promise<RefusedAct | undefined>
  forgetRefused(account: string, about: string): Promise<void>
}

type NewAct = Omit<WaitingAct, 'seq' | 'attempts' | 'said'>

export const openStore = (name = 'baton'): Store => {
  const opened = openDB<BatonDb>(name, 4, { upgrade: createTables })
  return {
    session: async () => (await opened).get('session', CURRENT),
    keepSession: async (session) => {
      const tx = (await opened).transaction(['session', 'answers', 'signIn'], 'readwrite', STRICT)
      await tx.objectStore('session').put(session, CURRENT)
      await tx.objectStore('answers').clear()
      await tx.objectStore('signIn').clear()
      await tx.done
    },
    keepMe: async (account, me) => {
      const tx = (await opened).transaction('session', 'readwrite', STRICT)
      const session = await tx.store.get(CURRENT)
      const isCurrent =
        session !== undefined && session.me !== null && accountOf(session.server, session.me) === account
      if (isCurrent) await tx.store.put({ ...session, me }, CURRENT)
      await tx.done
      return isCurrent
    },
    pendingSignIn: async () => (await opened).get('signIn', CURRENT),
    keepPendingSignIn: async (pending) => {
      const tx = (await opened).transaction('signIn', 'readwrite', STRICT)
      await tx.store.put(pending, CURRENT)
      await tx.done
    },
    forgetPendingSignIn: async () => (await opened).delete('signIn', CURRENT),
    replaceRefresh: async (old, next) => {
      const tx = (await opened).transaction('session', 'readwrite', STRICT)
      const session = await tx.store.get(CURRENT)
      const isCurrent = session !== undefined && session.refresh === old
      if (isCurrent) await tx.store.put({ ...session, refresh: next }, CURRENT)
      await tx.done
      return isCurrent
    },
    loseSession: async (refresh) => endSession(await opened, (kept) => kept === refresh),
    endSession: async (endedAtMs) => endSession(await opened, () => true, endedAtMs),
    endings: async () => (await opened).getAll('endings'),
    forgetEnding: async (refresh) => (await opened).delete('endings', refresh),
    answer: async (key) => (await opened).get('answers', key),
    keyOfHandoff: async (handoffId) => (await opened).getKeyFromIndex('answers', 'handoffId', handoffId),
    keepAnswer: async (answer) => keepAnswer(await opened, answer),
    addAct: async (act) => addAct(await opened, act),
    acts: async (account) => (await (await opened).getAll('acts')).filter((act) => act.account === account),
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
    refused: async (account, about) => (await opened).get('refused', [account, about]),
    forgetRefused: async (account, about) => (await opened).delete('refused', [account, about]),
  }
}

/** Ends the session whose token this holds for; everything goes with it but the acts, which wait for the person to be back. */
const endSession = async (
  db: IDBPDatabase<BatonDb>,
  isIt: (refresh: string) => boolean,
  endedAtMs?: number,
): Promise<boolean> => {
  const tx = db.transaction(['session', 'answers', 'endings'], 'readwrite', STRICT)
  const session = await tx.objectStore('session').get(CURRENT)
  const refresh = session?.refresh ?? null
  const isEnding = session !== undefined && refresh !== null && isIt(refresh)
  if (isEnding) {
    await tx.objectStore('session').put({ ...session, refresh: null, me: null }, CURRENT)
    await tx.objectStore('answers').clear()
    if (endedAtMs !== undefined) await tx.objectStore('endings').put({ server: session.server, refresh, endedAtMs })
  }
  await tx.done
  return isEnding
}

/** The oldest answers make room: what was not looked at for longest is the least missed. */
const keepAnswer = async (db: IDBPDatabase<BatonDb>, answer: KeptAnswer): Promise<void> => {
  const tx = db.transaction(['answers', 'session'], 'readwrite')
  const answers = tx.objectStore('answers')
  // An answer that was on its way when the session ended is nobody's.
  if (!(await tx.objectStore('session').get(CURRENT))?.refresh) return tx.done
  await answers.put(answer)
  let excess = (await answers.count()) - RECORDS_KEPT
  for (
    let cursor = await answers.index('asOfMs').openCursor();
    excess > 0 && cursor !== null;
    cursor = await cursor.continue()
  ) {
    if (!cursor.value.key.startsWith('record:')) continue
    await cursor.delete()
    excess -= 1
  }
  await tx.done
}

const addAct = async (db: IDBPDatabase<BatonDb>, act: NewAct): Promise<WaitingAct> => {
  const tx = db.transaction('acts', 'readwrite', STRICT)
  const said = saidIn(act)
  const waiting = await tx.store.index('press').get([act.account, said])
  if (waiting !== undefined) {
    await tx.done
    return waiting
  }
  const added = { ...act, said, attempts: 0 }
  // The key is given by the store, so the row goes in without one.
  const seq = await tx.store.add(added as WaitingAct)
  await tx.done
  return { ...added, seq }
}
