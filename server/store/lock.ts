import { createHash, randomUUID } from 'node:crypto'
import { link, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type FolderLock = { release(): Promise<void> }

/** Another living process holds the folder. The message may be shown. */
export class FolderInUse extends Error {
  constructor(dir: string) {
    super(`Another Baton server already uses ${dir}. Stop that one, or give this one a folder of its own (BATON_DATA).`)
    this.name = 'FolderInUse'
  }
}

/**
 * Takes an existing folder for this process until `release` or the process's end, however it ends. Throws `FolderInUse`.
 *
 * The lock is a listening socket: the operating system closes it with its process, so a dead holder is known by a refused
 * connection, never by time. Holders are numbered (`lock.1.sock`, `lock.2.sock` …): the highest number counts, and only one
 * taker can make the number after a dead one. The highest file stays after a release; it holds nothing.
 */
export const lockFolder = async (dir: string): Promise<FolderLock> => {
  const folder = await realpath(dir)
  if (process.platform === 'win32') return lockByPipe(folder)
  const short = await shortPathTo(folder)
  const ownName = `taker.${randomUUID().slice(0, 8)}.sock`
  try {
    const server = await listen(join(short.path, ownName))
    try {
      await takeNextNumber(short.path, ownName, dir)
    } catch (error) {
      await closeServer(server)
      throw error
    }
    return { release: () => closeServer(server) }
  } finally {
    await rm(join(folder, ownName), { force: true })
    await short.remove()
  }
}

/** Gives our socket, which listens already, the number after the highest one, if that one is dead. */
const takeNextNumber = async (path: string, ownName: string, dir: string): Promise<void> => {
  for (;;) {
    const highest = await highestNumber(path)
    if (highest > 0 && (await isAlive(numbered(path, highest)))) throw new FolderInUse(dir)
    const own = highest + 1
    try {
      await link(join(path, ownName), numbered(path, own))
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue
      throw error
    }
    // Between our look and our link others may have come, gone and been tidied away: then a higher number is there.
    if ((await highestNumber(path)) > own) {
      await rm(numbered(path, own), { force: true })
      continue
    }
    await removeBelow(path, own)
    return
  }
}

const numbered = (path: string, number: number): string => join(path, `lock.${number}.sock`)

const numbersIn = async (path: string): Promise<number[]> =>
  (await readdir(path)).map((name) => Number(/^lock\.(\d+)\.sock$/.exec(name)?.[1] ?? 0)).filter((number) => number > 0)

const highestNumber = async (path: string): Promise<number> => Math.max(0, ...(await numbersIn(path)))

const removeBelow = async (path: string, own: number): Promise<void> => {
  for (const number of await numbersIn(path)) if (number < own) await rm(numbered(path, number), { force: true })
}

/** Whether a process listens there. A full queue is an answer too: only the living have one. */
const isAlive = (path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => {
      const code = codeOf(error)
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(false)
      else if (code === 'EAGAIN' || code === 'ECONNRESET' || code === 'EPIPE') resolve(true)
      else reject(error)
    })
  })

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).unref()
    server.once('error', reject)
    server.listen(path, () => resolve(server))
  })

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** Windows closes a pipe with its process and gives its name to one server only: there is no stale one. */
const lockByPipe = async (folder: string): Promise<FolderLock> => {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)
  try {
    const server = await listen(`\\\\.\\pipe\\baton-${name}`)
    return { release: () => closeServer(server) }
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') throw new FolderInUse(folder)
    throw error
  }
}

const SOCKET_PATH_BYTES_MAX = 100

/** A socket's address holds some 100 bytes: a longer folder is reached through a short link while the lock is taken. */
const shortPathTo = async (folder: string): Promise<{ path: string; remove(): Promise<void> }> => {
  const fits = (path: string) => Buffer.byteLength(join(path, 'taker.12345678.sock')) <= SOCKET_PATH_BYTES_MAX
  if (fits(folder)) return { path: folder, remove: async () => {} }
  const links = await mkdtemp(join(tmpdir(), 'baton-'))
  const remove = () => rm(links, { recursive: true, force: true })
  const path = join(links, 'd')
  if (!fits(path)) {
    await remove()
    throw new Error(`The path ${folder} is too long for a lock, and so is that of the temporary folder ${tmpdir()}.`)
  }
  await symlink(folder, path)
  return { path, remove }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
