import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { appendFile, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

export type Cluster = {
  /** Logs in as `baton`, which owns the database `baton` and bypasses nothing. */
  url: string
  /** Logs in to the same database as superuser. */
  adminUrl: string
  /** Cuts all connections and starts again on the same port, also after `kill`. */
  restart(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

const run = promisify(execFile)

/** A throw-away PostgreSQL from the machine's own binaries, on loopback. `fsync: false` is for what measures no durability. */
export const startCluster = async (options: { fsync?: boolean } = {}): Promise<Cluster> => {
  const bin = await findBinaries()
  const user = unprivilegedUser()
  const dir = await mkdtemp(join(tmpdir(), 'baton-pg-'))
  const data = join(dir, 'data')
  const asUser = { ...user, cwd: dir, env: { ...process.env, LC_ALL: 'C', PGTZ: 'UTC' } }
  const pgCtl = (...args: string[]) => run(join(bin, 'pg_ctl'), ['-D', data, '-s', '-w', '-t', '60', ...args], asUser)
  const isRunning = () => existsSync(join(data, 'postmaster.pid'))
  const kill = async () => {
    if (isRunning()) await pgCtl('stop', '-m', 'immediate')
  }
  // A run that ends early leaves nothing behind.
  const onExit = () => {
    if (isRunning()) spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-s', 'stop', '-m', 'immediate'], asUser)
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', onExit)
  const stop = async () => {
    // One that has crashed by itself cannot be ended again.
    await kill().catch(() => {})
    process.off('exit', onExit)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const [adminPassword, password] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
    if (user) await chown(dir, user.uid, user.gid)
    await writeFile(join(dir, 'password'), adminPassword, { mode: 0o644 })
    const initArgs = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', join(dir, 'password')]
    await run(join(bin, 'initdb'), [...initArgs, ...LOCALE, '-N'], asUser)
    await appendFile(join(data, 'postgresql.conf'), settings(options.fsync ?? true))
    const start = () => pgCtl('start', '-l', join(dir, 'log'))
    const port = await startOnFreePort(data, start, () => readFile(join(dir, 'log'), 'utf8'))
    const urlOf = (name: string, secret: string) => `postgres://${name}:${secret}@127.0.0.1:${port}/baton`
    await createDatabase(`postgres://postgres:${adminPassword}@127.0.0.1:${port}/postgres`, password)
    const restart = async () => {
      if (isRunning()) await pgCtl('stop', '-m', 'fast')
      await start()
    }
    return { url: urlOf('baton', password), adminUrl: urlOf('postgres', adminPassword), restart, kill, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** As the embedded database has it: order by code point, lower case of every letter. */
const CTYPE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const LOCALE = ['-E', 'UTF8', '--locale', 'C', '--lc-ctype', CTYPE]

const settings = (fsync: boolean): string => `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = ${fsync ? 'on' : 'off'}
`

/** Another program may take a port between our look and PostgreSQL's start: then the next is tried. */
const startOnFreePort = async (
  data: string,
  start: () => Promise<unknown>,
  log: () => Promise<string>,
): Promise<number> => {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    await appendFile(join(data, 'postgresql.conf'), `port = ${port}\n`)
    try {
      await start()
      return port
    } catch (cause) {
      const told = await log()
      if (attempt === 3 || !told.includes('could not bind'))
        throw new Error(`PostgreSQL did not start:\n${told}`, { cause })
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const createDatabase = async (adminUrl: string, password: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`create role baton login nosuperuser nobypassrls createrole password '${password}'`)
    await admin.query('create database baton owner baton')
  } finally {
    await admin.end()
  }
}

/** The folder of initdb and pg_ctl: the newest on Debian, the first on PATH, Homebrew's; on Debian as root they are installed. */
const findBinaries = async (): Promise<string> => {
  const found = installedBinaries()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], { env })
  }
  const installed = installedBinaries()
  if (!installed)
    throw new Error(
      'No PostgreSQL here: install it (apt-get install postgresql, brew install postgresql) and try again.',
    )
  return installed
}

const installedBinaries = (): string | undefined => {
  const versions = (parent: string, name: RegExp) =>
    (existsSync(parent) ? readdirSync(parent) : [])
      .filter((entry) => name.test(entry))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((entry) => join(parent, entry, 'bin'))
  return [
    ...versions('/usr/lib/postgresql', /^\d+$/),
    ...(process.env.PATH ?? '').split(delimiter),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((parent) => versions(parent, /^postgresql(@\d+)?$/)),
  ].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** PostgreSQL refuses to run as root. */
const unprivilegedUser = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
