import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { runGroups, type Figure, type Groups, type Run } from './figures.ts'

const dir = mkdtempSync(join(tmpdir(), 'baton-figures-'))
const stateFile = join(dir, 'state.json')
afterEach(() => rmSync(stateFile, { force: true }))

const figure = (id: string, holds = true): Figure => ({
  id,
  what: 'a size',
  value: 1,
  unit: 'kB',
  target: 2,
  n: 1,
  holds,
})

const frame = (groups: Groups, change: Partial<Run> = {}) => {
  const printed: string[] = []
  const told: string[] = []
  const run = (more: Partial<Run> = {}) =>
    runGroups({
      kind: 'benchmark',
      groups,
      names: [],
      long: false,
      seed: 7,
      code: 'commit a',
      stateFile,
      print: (line) => printed.push(line),
      progress: (line) => told.push(line),
      ...change,
      ...more,
    })
  return { run, printed, told }
}

test('an unknown name measures nothing and ends with 2', async () => {
  const { run, printed, told } = frame({}, { names: ['routing'] })
  expect(await run()).toBe(2)
  expect(printed).toEqual([])
  expect(told).toEqual(['No benchmark named routing is registered; nothing was measured. Registered: none.'])
})

test('no group at all ends with 2 too', async () => expect(await frame({}).run()).toBe(2))

test('each figure is one line of JSON, and one that does not hold ends with 1', async () => {
  const { run, printed } = frame({
    sizes: async () => ({ about: 'sizes', parts: { all: async () => [figure('P5'), figure('P6', false)] } }),
  })
  expect(await run()).toBe(1)
  expect(printed.map((line) => JSON.parse(line))).toEqual([figure('P5'), figure('P6', false)])
})

test('a part without a figure is an error', async () => {
  const { run } = frame({ sizes: async () => ({ about: 'sizes', parts: { all: async () => [] } }) })
  await expect(run()).rejects.toThrow('sizes/all gave no figure')
})

/** A group whose second part is cut short the first time. */
const interrupted = () => {
  const calls: string[] = []
  const seeds: number[] = []
  const groups: Groups = {
    long: async () => ({
      about: 'two parts',
      parts: {
        one: async ({ seed }) => {
          calls.push('one')
          seeds.push(seed)
          return [figure('A')]
        },
        two: async ({ seed }) => {
          calls.push('two')
          seeds.push(seed)
          if (calls.length === 2) throw new Error('cut')
          return [figure('B')]
        },
      },
    }),
  }
  return { calls, seeds, ...frame(groups) }
}

test('an interrupted run goes on with the part that was cut, with the same seed, and forgets itself at the end', async () => {
  const { run, calls, seeds, printed } = interrupted()
  await expect(run()).rejects.toThrow('cut')
  expect(await run({ seed: 99 })).toBe(0)
  expect(calls).toEqual(['one', 'two', 'two'])
  expect(seeds).toEqual([7, 7, 7])
  expect(printed.map((line) => JSON.parse(line).id)).toEqual(['A', 'A', 'B'])
  expect(existsSync(stateFile)).toBe(false)
})

test('other code begins anew', async () => {
  const { run, calls } = interrupted()
  await expect(run()).rejects.toThrow('cut')
  expect(await run({ code: 'commit b' })).toBe(0)
  expect(calls).toEqual(['one', 'two', 'one', 'two'])
})
