import { describe, expect, test } from 'vitest'
import { LAYERS, layerOf } from './support/layers.ts'
import {
  barrels,
  forbiddenWords,
  impureDomain,
  longFiles,
  reachesBeside,
  strangersAtTop,
  wrongImports,
  type Finding,
  type SourceFile,
} from './support/structure.ts'
import { sourceTree, topLevel } from './support/tree.ts'

const tree = sourceTree()
/** These two name what they forbid. */
const words = tree.filter(({ path }) => path !== 'test/support/structure.ts' && path !== 'test/structure.test.ts')

const found = (rule: (file: SourceFile) => Finding[], files: SourceFile[]): Finding[] => files.flatMap(rule)

describe('the tree', () => {
  test('holds sources of every kind that the rules speak of', () => {
    for (const folder of ['shared', 'server/domain', 'extension']) {
      expect(tree.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true)
    }
  })
  test('imports only in the direction of the data', () => expect(found(wrongImports, tree)).toEqual([]))
  test('has a pure domain', () => expect(found(impureDomain, tree)).toEqual([]))
  test('has no file that only hands on', () => expect(found(barrels, tree)).toEqual([]))
  test('has no file over 250 lines', () => expect(found(longFiles, tree)).toEqual([]))
  test('has no unfinished work, no hole in the types, no place of one machine', () => {
    expect(found(forbiddenWords, words)).toEqual([])
  })
  test('reaches beside itself in the CI script only', () => expect(found(reachesBeside, tree)).toEqual([]))
  test('has nothing unexpected at the top', () => expect(strangersAtTop(topLevel())).toEqual([]))
})

describe('each import rule fails on a file that breaks it', () => {
  const broken: [path: string, text: string][] = [
    ['shared/a.ts', "import { z } from '../server/domain/route.ts'"],
    ['shared/a.ts', "import { readFileSync } from 'node:fs'"],
    ['server/domain/a.ts', "import { db } from '../store/db.ts'"],
    ['server/domain/a.ts', "import type { Db } from '../store/db.ts'"],
    ['server/domain/a.ts', "import { sql } from 'drizzle-orm'"],
    ['server/store/a.ts', "import { demo } from '../crm/demo/connector.ts'"],
    ['server/notify/a.ts', "import { rows } from '../store/rows.ts'"],
    ['server/crm/a.ts', "import { mail } from '../notify/mail.ts'"],
    ['server/crm/demo/a.ts', "import { odoo } from '../odoo/connector.ts'"],
    ['server/crm/odoo/a.ts', "import { demo } from '../demo/connector.ts'"],
    ['server/calendars/a.ts', "import { rows } from '../store/rows.ts'"],
    ['server/actions/a.ts', "import Tables from 'date-holidays'"],
    ['server/actions/a.ts', "import { app } from '../api/app.ts'"],
    ['server/actions/a.ts', "import { sweep } from '../engine/sweep.ts'"],
    ['server/actions/a.ts', "import { Hono } from 'hono'"],
    ['server/api/a.ts', "import { rows } from '../store/rows.ts'"],
    ['server/api/a.ts', "const rows = await import('../store/rows.ts')"],
    ['server/engine/a.ts', "import { app } from '../api/app.ts'"],
    ['server/demo/a.ts', "import { worker } from '../../extension/worker/port.ts'"],
    ['server/main.ts', "import { world } from '../test/support/world.ts'"],
    ['extension/worker/a.ts', "import { appRouter } from '../../server/api/router.ts'"],
    ['extension/worker/a.ts', "export { appRouter } from '../../server/api/router.ts'"],
    ['extension/sidebar/a.tsx', "import browser from 'webextension-polyfill'"],
    ['extension/gallery/a.tsx', "import { appRouter } from '../../server/api/router.ts'"],
    ['test/support/a.ts', "import { tool } from '../../../beside/tool.ts'"],
  ]
  test.each(broken)('%s: %s', (path, text) => expect(wrongImports({ path, text })).toHaveLength(1))

  test('every layer has such a file', () => {
    const shown = new Set(broken.map(([path]) => layerOf(path)))
    expect(LAYERS.filter((layer) => !shown.has(layer))).toEqual([])
  })

  const right: [path: string, text: string][] = [
    ['server/domain/a.ts', "import { Temporal } from 'temporal-polyfill'"],
    ['extension/worker/a.ts', "import type { AppRouter } from '../../server/api/router.ts'"],
    ['extension/browser/a.ts', "import browser from 'webextension-polyfill'"],
    ['server/actions/a.ts', "import { enqueue } from '../engine/outbox.ts'"],
    ['server/crm/odoo/a.ts', "import { CrmError } from '../connector.ts'"],
  ]
  test.each(right)('and lets pass %s: %s', (path, text) => expect(wrongImports({ path, text })).toEqual([]))
})

describe('each other rule fails on a file that breaks it', () => {
  test.each([
    'export const at = () => new Date()',
    'export const at = () => Date.now()',
    'export const at = () => Temporal.Now.instant()',
    'export const pick = (all: string[]) => all[Math.floor(Math.random() * all.length)]',
    'export const load = async () => 1',
    'export const home = process.env.HOME',
    'export const tell = () => console.log(1)',
    'export const soon = (f: () => void) => setTimeout(f, 1)',
  ])('an impure domain: %s', (text) => expect(impureDomain({ path: 'server/domain/a.ts', text })).toHaveLength(1))

  test('a name that only looks like one passes', () => {
    const text = 'type Date = string\nexport const f = (x: { process: Date }): Date => x.process // console'
    expect(impureDomain({ path: 'server/domain/a.ts', text })).toEqual([])
  })

  test.each(["export * from './a.ts'", "export { a } from './a.ts'\nexport { b } from './b.ts'"])(
    'a barrel: %s',
    (text) => {
      expect(barrels({ path: 'server/crm/index.ts', text })).toHaveLength(1)
    },
  )

  test('a file of 251 lines', () => expect(longFiles({ path: 'server/a.ts', text: '\n'.repeat(251) })).toHaveLength(1))

  test.each([
    '// TODO later',
    'x as any',
    '// @ts-ignore',
    "it.skip('x')",
    "open('/home/me/x')",
    '// see SPEC.md',
    '// for issue 12',
  ])('forbidden: %s', (text) => expect(forbiddenWords({ path: 'server/a.ts', text })).toHaveLength(1))

  test('a tool from beside', () => {
    expect(reachesBeside({ path: 'server/a.ts', text: `spawn('../shared/${'tools'}/x')` })).toHaveLength(1)
  })

  test('a stranger at the top', () =>
    expect(strangersAtTop(['src', 'docs'])).toEqual(['src does not belong at the top']))
})
