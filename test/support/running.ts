import type { Environment } from '../../server/actions/environment.ts'
import { startServer, type RunningServer } from '../../server/server.ts'
import { createIntakeKey } from '../../server/actions/intakeKey.ts'
import { createSignInLink, redeemLink } from '../../server/actions/signIn.ts'
import { createWorld, type World } from './world.ts'

/** The whole server on a free port, over a world of its own; the engine is swept by the test. */
export type Running = { world: World; server: RunningServer; close(): Promise<void> }

export const startRunning = async (options: { connect?: Environment['connect']; sweeps?: boolean } = {}): Promise<Running> => {
  const world = await createWorld(options.connect)
  const log = (happening: string, values = {}) => void world.logged.push(JSON.stringify({ happening, ...values }))
  const server = await startServer(world.env, { port: 0, host: '127.0.0.1', log, sweeps: options.sweeps ?? false })
  return {
    world,
    server,
    close: async () => {
      await server.close()
      await world.close()
    },
  }
}

export const intakeKey = ({ env, read }: World, workspace: string): Promise<string> => read(workspace, (tx) => createIntakeKey(env, tx, 'website'))

/** A session for one person, by a sign-in link of their own. */
export const signInAs = async ({ env, read }: World, workspace: string, person: string) => {
  const token = await read(workspace, (tx) => createSignInLink(env, tx, person, 'sign_in'))
  const session = await redeemLink(env, { token, device: 'test' })
  if (session === null) throw new Error('the link was not taken')
  return session
}
