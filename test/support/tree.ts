import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from './structure.ts'

export const root = join(import.meta.dirname, '../..')

const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''))
  .filter((line) => line !== '')
const isKept = (name: string): boolean =>
  name !== '.git' && !ignored.some((rule) => rule === name || (rule[0] === '*' && name.endsWith(rule.slice(1))))

/** Names at the top of the project that git would keep. */
export const topLevel = (): string[] => readdirSync(root).filter(isKept)

/** All text files of the project that people write. */
export const sourceTree = (dir = ''): SourceFile[] =>
  readdirSync(join(root, dir), { withFileTypes: true })
    .filter((entry) => isKept(entry.name))
    .flatMap((entry) => {
      const path = dir === '' ? entry.name : `${dir}/${entry.name}`
      if (entry.isDirectory()) return sourceTree(path)
      return isText(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
    })

const isText = (path: string): boolean =>
  /\.(ts|tsx|mjs|css|html|sql|json|md)$/.test(path) && path !== 'package-lock.json' ? true : path === '.ci/run'
