import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { progress } from '../progress.mjs'
import { runQuietly } from './quiet.ts'

const root = join(import.meta.dirname, '../..')
const SOURCES = ['extension/**', 'shared/**', 'wxt.config.ts', 'package-lock.json']

/** Folder of the extension built for Chrome; builds it only when its sources changed. */
export const builtExtension = async (): Promise<string> => {
  const dir = join(root, '.output/chrome-mv3')
  const stamp = join(root, '.output/chrome-mv3.sources')
  const hash = hashOf(SOURCES)
  if (existsSync(join(dir, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return dir
  const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs')
  const ended = await progress().during(
    'Building the extension',
    runQuietly(process.execPath, [wxt, 'build'], { cwd: root, env: production() }),
  )
  if (ended.code !== 0) throw new Error(`The extension could not be built:\n${ended.tail}`)
  writeFileSync(stamp, hash)
  return dir
}

/** A test runner's own mode would be built into the extension: React alone is half as large again then. */
const production = (): NodeJS.ProcessEnv => {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  return env
}

/** One hash over the names and contents of all files that the patterns name. */
const hashOf = (patterns: string[]): string => {
  const hash = createHash('sha256')
  const files = globSync(patterns, { cwd: root }).sort()
  for (const file of files) {
    const path = join(root, file)
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}
