import type { Environment } from '../../server/actions/environment.ts'
import { startServer, type RunningServer } from '../../server/server.ts'
import { createIntakeKey } from '../../server/actions/intakeKey.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { redeem } from './signIn.ts'
import { createWorld, type World } from './world.ts'

/** The whole server on a free port, over a world of its own; the engine is swept by the test. */
export type Running = {
  world: World
  server: RunningServer
  /** Takes the server off the network, and brings it back at the same address. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

export const startRunning = async (
  options: { connect?: Environment['connect']; sweeps?: boolean } = {},
): Promise<Running> => {
  const world = await createWorld(options.connect)
  const log = (happening: string, values = {}) => void world.logged.push(JSON.stringify({ happening, ...values }))
  const start = (port: number) =>
    startServer(world.env, { port, host: '127.0.0.1', log, sweeps: options.sweeps ?? false })
  const server = await start(0)
  let up: RunningServer | null = server
  return {
    world,
    server,
    goDown: async () => {
      await up?.close()
      up = null
    },
    comeBack: async () => {
      up = await start(Number(new URL(server.url).port))
    },
    close: async () => {
      await up?.close()
      await world.close()
    },
  }
}

export const intakeKey = ({ env, read }: World, workspace: string): Promise<string> =>
  read(workspace, (tx) => createIntakeKey(env, tx, 'website'))

/** A session for one person, by a sign-in link of their own. */
export const signInAs = async ({ env, read }: World, workspace: string, person: string) => {
  const token = await read(workspace, (tx) => createSignInLink(env, tx, person, 'sign_in'))
  return redeem(env, token)
}
