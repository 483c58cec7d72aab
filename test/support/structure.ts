import { dirname, join } from 'node:path/posix'
import { isWithin, KEPT_TO_ONE_FOLDER, layerOf } from './layers.ts'
import { importsOf, impuritiesOf, isBarrel, type Import } from './parse.ts'

/** A file of the tree; `path` from the root, with `/`. */
export type SourceFile = { path: string; text: string }
/** What is wrong, as a sentence that begins with the path. */
export type Finding = string

const isScript = ({ path }: SourceFile): boolean => /\.(ts|tsx)$/.test(path) && !path.endsWith('.d.ts')

/** Imports that break the layers. */
export const wrongImports = (file: SourceFile): Finding[] => {
  const layer = layerOf(file.path)
  if (!isScript(file) || !layer) return []
  return importsOf(file.path, file.text).flatMap((imported) => {
    const why = refusal(file.path, imported, layer)
    return why ? [`${file.path} imports ${imported.from}: ${why}`] : []
  })
}

const refusal = (path: string, imported: Import, layer: NonNullable<ReturnType<typeof layerOf>>): string | null => {
  if (!imported.from.startsWith('.')) return packageRefusal(path, imported, layer)
  const target = join(dirname(path), imported.from)
  const allowed = [layer.of, ...layer.from, ...(imported.isType ? (layer.typesFrom ?? []) : [])]
  return allowed.some((beginning) => isWithin(target, beginning)) ? null : layer.because
}

const packageRefusal = (
  path: string,
  imported: Import,
  layer: NonNullable<ReturnType<typeof layerOf>>,
): string | null => {
  const name = imported.from.startsWith('@')
    ? imported.from.split('/').slice(0, 2).join('/')
    : imported.from.split('/')[0]!
  const home = KEPT_TO_ONE_FOLDER[name]
  if (home && !isWithin(path, home) && !isWithin(path, 'test')) return `only ${home} may touch it`
  const isAllowed = layer.packages.some(
    (allowed) =>
      allowed === '*' ||
      allowed === name ||
      allowed === imported.from ||
      (allowed === 'node:*' && name.startsWith('node:')),
  )
  return isAllowed ? null : layer.because
}

/** What keeps the domain from being a function of its arguments. */
export const impureDomain = (file: SourceFile): Finding[] =>
  isScript(file) && isWithin(file.path, 'server/domain')
    ? impuritiesOf(file.path, file.text).map((name) => `${file.path} uses ${name}: the domain is pure`)
    : []

export const barrels = (file: SourceFile): Finding[] =>
  isScript(file) && isBarrel(file.path, file.text) ? [`${file.path} only hands on what others export`] : []

/** Code only: a migration is never edited again, and a style sheet is a list. */
const LINES_MAX = 250
export const longFiles = (file: SourceFile): Finding[] => {
  const lines = file.text.split('\n').length - 1
  return /\.(ts|tsx|mjs)$/.test(file.path) && lines > LINES_MAX ? [`${file.path} has ${lines} lines`] : []
}

/** Words of unfinished work, holes in the types, and places of one machine. */
const FORBIDDEN: [RegExp, string][] = [
  [/\b(TODO|FIXME|XXX)\b/, 'unfinished work'],
  [/\bnot implemented\b/i, 'unfinished work'],
  [/\bas any(?=\s*([)\],;.[}]|$))|@ts-ignore|@ts-nocheck/, 'a hole in the types'],
  [/\b(describe|it|test)\.(only|skip|todo)\(/, 'a test that is left out'],
  [/(^|[\s'"`(=])\/(work|home|root|Users)\//, 'a place of one machine'],
  [/\b(SPEC|DESIGN|TARGETS|STYLE)\.md\b/, 'a page that is not here'],
  [/\bissue #?\d+\b/i, 'a note about work, not about the product'],
]

export const forbiddenWords = (file: SourceFile): Finding[] =>
  file.text
    .split('\n')
    .flatMap((line, index) =>
      FORBIDDEN.flatMap(([pattern, what]) =>
        pattern.test(line) ? [`${file.path}:${index + 1} has ${what}: ${line.trim().slice(0, 80)}`] : [],
      ),
    )

const CI_TOOLS = '../shared/' + 'tools'
/** The CI script alone may reach beside the project. */
export const reachesBeside = (file: SourceFile): Finding[] =>
  file.path !== '.ci/run' && file.text.includes(CI_TOOLS) ? [`${file.path} names ${CI_TOOLS}`] : []

const TOP_LEVEL = new Set([
  '.ci',
  '.gitignore',
  '.npmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'LICENSE',
  'README.md',
  'docs',
  'extension',
  'knip.json',
  'package-lock.json',
  'package.json',
  'server',
  'shared',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
  'wxt.config.ts',
])
export const strangersAtTop = (names: string[]): Finding[] =>
  names.filter((name) => !TOP_LEVEL.has(name)).map((name) => `${name} does not belong at the top`)
