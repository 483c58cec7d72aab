import { failureOf, isSignedOut, SignedOut } from './failure.ts'
import type { ServerClient } from './server.ts'
import type { Credentials, Session } from './session.ts'

/** Carries the access token of one call. */
export type WithAccess = { context: { access: string } }
/** With an `account`, only as that one: if somebody else is signed in by now it is not asked, and throws `SignedOut`. */
export type Ask = <T>(call: (client: ServerClient, options: WithAccess) => Promise<T>, account?: string) => Promise<T>

export type Asking = {
  /** Asks the server as the person who is signed in; a token that it refuses is renewed once. Throws `SignedOut` or the call's error. */
  ask: Ask
  /** Whether the server answered last time it was asked. */
  isOnline(): boolean
}

export const createAsking = (session: Session, onOnlineChanged: (online: boolean) => void): Asking => {
  let online = true

  const heard = (isHeard: boolean): void => {
    if (online === isHeard) return
    online = isHeard
    onOnlineChanged(isHeard)
  }

  const ask: Ask = async (call, account) => {
    const credentials = async (refused?: string): Promise<Credentials> => {
      const given = await session.credentials(refused)
      if (account !== undefined && given.account !== account) throw new SignedOut()
      return given
    }
    try {
      const { line, access } = await credentials()
      const answer = await call(line.client, { context: { access } }).catch(async (error: unknown) => {
        if (!isSignedOut(failureOf(error))) throw error
        const renewed = await credentials(access)
        return call(renewed.line.client, { context: { access: renewed.access } })
      })
      heard(true)
      return answer
    } catch (error) {
      heard(failureOf(error).kind !== 'unreachable')
      throw error
    }
  }
  return { ask, isOnline: () => online }
}
