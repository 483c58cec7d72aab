import { expect, test } from 'vitest'
import { waysToChromium, type Machine } from '../../server/demo/chromiumWays.ts'
import { TASKS } from '../../server/tasks.mjs'
import { holdsAll, isNewEnough, nodePackage } from '../../server/toolchain.mjs'

test.each([
  ['v16.20.2', false],
  ['v20.20.2', false],
  ['v22.12.0', false],
  ['v22.18.0', true],
  ['v23.11.0', false],
  ['v24.21.0', true],
  ['v25.1.0', false],
  ['v26.10.0', true],
])('Node %s is new enough: %s', (version, is) => expect(isNewEnough(version)).toBe(is))

test('Node comes as a package for the usual machines, and each is new enough', () => {
  for (const [platform, arch] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
  ]) {
    expect(isNewEnough(nodePackage(platform!, arch!)!.version)).toBe(true)
  }
  expect(nodePackage('aix', 'ppc64')).toBeNull()
})

const lock = (packages: Record<string, { version: string; optional?: boolean }>) => ({ packages })

test.each([
  ['the same', lock({ a: { version: '1' } }), true],
  [
    'without an optional package of another platform',
    lock({ a: { version: '1' }, b: { version: '1', optional: true } }),
    true,
  ],
  ['another version', lock({ a: { version: '2' } }), false],
  ['one is missing', lock({ a: { version: '1' }, b: { version: '1' } }), false],
  ['one too many', lock({}), false],
])('what is installed beside the lock file: %s', (_, wanted, same) => {
  expect(holdsAll(wanted, lock({ a: { version: '1' } }))).toBe(same)
})

test('every step of every command is a list of arguments for Node', () => {
  for (const { steps } of Object.values(TASKS)) {
    for (const step of steps) expect(step[0]).toMatch(/^(node_modules|server|test)\/.+/)
  }
})

const machine = (change: Partial<Machine> & { there?: string[] }): Machine => ({
  env: {},
  platform: 'linux',
  isRoot: false,
  starts: (path) => change.there?.includes(path) ?? false,
  has: () => true,
  ...change,
})
const DOWNLOADED = '/cache/chromium/chrome'

test.each<[string, Machine, ReturnType<typeof waysToChromium>]>([
  [
    'the one that is named',
    machine({ env: { BATON_CHROMIUM: '/x' }, there: ['/x', '/usr/bin/chromium'] }),
    [{ kind: 'use', path: '/x' }],
  ],
  [
    'never another than the one that is named',
    machine({ env: { BATON_CHROMIUM: '/x' }, there: ['/usr/bin/chromium'] }),
    [],
  ],
  ["the system's", machine({ there: ['/usr/bin/chromium', DOWNLOADED] }), [{ kind: 'use', path: '/usr/bin/chromium' }]],
  ['the one fetched before', machine({ there: [DOWNLOADED] }), [{ kind: 'use', path: DOWNLOADED }]],
  ['a download for an ordinary user', machine({}), [{ kind: 'download' }]],
  ['a download, then apt for root on Debian', machine({ isRoot: true }), [{ kind: 'download' }, { kind: 'apt' }]],
  ['no apt where there is none', machine({ isRoot: true, has: () => false }), [{ kind: 'download' }]],
  ['no apt on macOS', machine({ isRoot: true, platform: 'darwin' }), [{ kind: 'download' }]],
])('Chromium: %s', (_, on, ways) => expect(waysToChromium(on, DOWNLOADED)).toEqual(ways))
