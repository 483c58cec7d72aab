import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FolderInUse, lockFolder } from '../../server/store/lock.ts'
import type { TakerAnswer } from '../support/lockTaker.ts'

/** What happens between a taker's look and its link: the files are real, only the moment is chosen. */
let beforeLink: (() => Promise<void>) | undefined
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const link: typeof real.link = async (from, to) => {
    const act = beforeLink
    beforeLink = undefined
    await act?.()
    return real.link(from, to)
  }
  return { ...real, link }
})

const ROUNDS = process.env.BATON_LONG === '1' ? 100 : 20
const TAKERS = 8

let dir: string
const children = new Set<ChildProcess>()
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'baton-lock-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  rmSync(dir, { recursive: true, force: true })
})

/** A process of its own that can be told to take the folder. */
const taker = () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/lockTaker.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.add(child)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const tell = async (order: string): Promise<TakerAnswer> => {
    child.stdin.write(`${order}\n`)
    return JSON.parse((await answers.next()).value ?? 'null')
  }
  const kill = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    children.delete(child)
  }
  return { take: (folder = dir) => tell(`take ${folder}`), release: () => tell('release'), kill }
}

test('a second process is refused within a second, with a sentence that names the folder', async () => {
  const [holder, second] = [taker(), taker()]
  expect(await holder.take()).toMatchObject({ held: true })
  for (let round = 0; round < ROUNDS; round++) {
    const refused = await second.take()
    expect(refused).toMatchObject({ held: false })
    expect(refused.message).toContain(`Another Baton server already uses ${dir}.`)
    expect(refused.ms).toBeLessThan(1_000)
  }
})

test('after kill -9 the next process has the folder', async () => {
  let holder = taker()
  expect(await holder.take()).toMatchObject({ held: true })
  for (let round = 0; round < ROUNDS; round++) {
    const next = taker()
    expect(await next.take()).toMatchObject({ held: false })
    await holder.kill()
    expect(await next.take()).toMatchObject({ held: true })
    holder = next
  }
  expect(readdirSync(dir)).toHaveLength(1)
})

test('of eight that take a dead one at once exactly one gets it', async () => {
  const dead = taker()
  expect(await dead.take()).toMatchObject({ held: true })
  const takers = Array.from({ length: TAKERS }, taker)
  for (const other of takers) expect(await other.take()).toMatchObject({ held: false })
  await dead.kill()
  const wins = new Map<number, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all(takers.map(({ take }) => take()))
    expect(answers.filter(({ held }) => held)).toHaveLength(1)
    const winner = answers.findIndex(({ held }) => held)
    wins.set(winner, (wins.get(winner) ?? 0) + 1)
    await takers[winner]!.kill()
    takers[winner] = taker()
    // It has started when it answers; only then do all eight run side by side.
    await takers[winner].release()
  }
  console.log(`takers that won: ${[...wins.entries()].map(([who, times]) => `${who} ${times}×`).join(', ')}`)
})

test('a folder that was released is free, also for eight at once', async () => {
  const takers = Array.from({ length: TAKERS }, taker)
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all(takers.map(({ take }) => take()))
    expect(answers.filter(({ held }) => held)).toHaveLength(1)
    await takers[answers.findIndex(({ held }) => held)]!.release()
  }
})

test('one process takes a folder once', async () => {
  const lock = await lockFolder(dir)
  await expect(lockFolder(dir)).rejects.toThrow(FolderInUse)
  await lock.release()
  await (await lockFolder(dir)).release()
})

test('however often it changes hands, it has one holder', async () => {
  let [holders, mostAtOnce, holds, refusals] = [0, 0, 0, 0]
  const takeAgainAndAgain = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      try {
        const lock = await lockFolder(dir)
        holders += 1
        holds += 1
        mostAtOnce = Math.max(mostAtOnce, holders)
        await setImmediate()
        holders -= 1
        await lock.release()
      } catch (error) {
        expect(error).toBeInstanceOf(FolderInUse)
        refusals += 1
      }
    }
  }
  await Promise.all(Array.from({ length: 16 }, takeAgainAndAgain))
  console.log(`of ${holds + refusals} takings ${holds} held and ${refusals} were refused`)
  expect(mostAtOnce).toBe(1)
  expect(Math.min(holds, refusals)).toBeGreaterThan(0)
})

test('who was overtaken twice between look and link gives way', async () => {
  await (await lockFolder(dir)).release()
  beforeLink = async () => {
    await (await lockFolder(dir)).release()
    await lockFolder(dir)
  }
  await expect(lockFolder(dir)).rejects.toThrow(FolderInUse)
  expect(readdirSync(dir)).toEqual(['lock.3.sock'])
})

test('a folder whose path is longer than a socket address is locked all the same', async () => {
  const deep = join(dir, 'a'.repeat(120), 'ü'.repeat(60))
  mkdirSync(deep, { recursive: true })
  const [holder, second] = [taker(), taker()]
  expect(await holder.take(deep)).toMatchObject({ held: true })
  expect((await second.take(deep)).message).toContain('Another Baton server already uses')
  await holder.kill()
  expect(await second.take(deep)).toMatchObject({ held: true })
  expect(readdirSync(deep)).toHaveLength(1)
})

test('the lock does not keep its process alive', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '-e',
      `
    import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../server/store/lock.ts'))}
    await lockFolder(${JSON.stringify(dir)})
  `,
    ],
    { stdio: 'inherit' },
  )
  children.add(child)
  expect(await once(child, 'exit')).toEqual([0, null])
})
