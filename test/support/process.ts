import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DatabaseAddress } from '../../server/store/database.ts'

export type Ending = { code: number | null; signal: NodeJS.Signals | null }

/** `server/main.ts` as a process of its own, on a free port. */
export type ServerProcess = {
  /** Its address, once it listens; rejects with what it said when it ends before. */
  url: Promise<string>
  /** How it ended. Resolves when it has, and all that it said was heard. */
  ended: Promise<Ending>
  /** What it wrote so far to the error stream. */
  said(): string
  /** The lines that it wrote so far to its output. */
  printed(): string[]
  /** Ends it at once, as a power cut would. */
  kill(): Promise<Ending>
  /** Asks it to end. */
  stop(): Promise<Ending>
}

const MAIN = join(import.meta.dirname, '../../server/main.ts')

/** Starts it over a database. `failpoint` names where it ends itself by SIGKILL; see `server/failpoint.ts`. */
export const spawnServer = (
  address: DatabaseAddress,
  failpoint = '',
  variables: Record<string, string> = {},
  args: string[] = [],
): ServerProcess => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      BATON_FAILPOINT: failpoint,
      ...variables,
      ...variablesFor(address),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A suite that is ended early leaves no server behind.
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const said: string[] = []
  const printed: string[] = []
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  const ended = once(child, 'close').then(([code, signal]): Ending => {
    process.off('exit', onExit)
    return { code, signal }
  })
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line)
      const [, address] = /^Baton listens on (\S+)$/.exec(line) ?? []
      if (address !== undefined) resolve(address)
    })
    void ended.then(({ code, signal }) =>
      reject(new Error(`The server ended with ${signal ?? code}: ${said.join('')}`)),
    )
  })
  url.catch(() => {})
  const endBy = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    ended,
    said: () => said.join(''),
    printed: () => printed,
    kill: () => endBy('SIGKILL'),
    stop: () => endBy('SIGTERM'),
  }
}

const variablesFor = (address: DatabaseAddress): Record<string, string> => {
  if (address.kind === 'postgres') return { DATABASE_URL: address.url }
  if (address.folder === null) throw new RangeError('a process of its own needs a database that it can reach')
  return { BATON_DATA: address.folder }
}
