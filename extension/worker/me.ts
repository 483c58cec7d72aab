import type { Ask } from './ask.ts'
import type { SignInResult } from './contract.ts'
import { failureOf, problemOf } from './failure.ts'
import type { Session } from './session.ts'
import type { Store } from './store.ts'

/** The person who is signed in, as the server sees them. */
export type MeAtServer = {
  /** Learns another role, name or team. Never throws. */
  refresh(): Promise<void>
  /** Ends every session of theirs, this one too; nothing has changed when the server could not be told. */
  signOutEverywhere(): Promise<SignInResult>
}

export type MeParts = { session: Session; store: Store; ask: Ask; onChanged: () => void }

export const createMe = ({ session, store, ask, onChanged }: MeParts): MeAtServer => ({
  refresh: async () => {
    try {
      const [account, before] = await Promise.all([session.account(), session.me()])
      if (account === null) return
      const me = await ask((client, options) => client.me.query(undefined, options), account)
      if (JSON.stringify(me) !== JSON.stringify(before) && (await store.keepMe(account, me))) onChanged()
    } catch {
      // Whoever cannot be asked is as they were.
    }
  },
  signOutEverywhere: async () => {
    try {
      await ask((client, options) => client.auth.signOutEverywhere.mutate(undefined, options))
    } catch (error) {
      return { ok: false, problem: problemOf(failureOf(error)) }
    }
    await session.signOut()
    return { ok: true }
  },
})
