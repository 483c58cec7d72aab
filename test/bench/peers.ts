import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What Baton is measured beside: installed for that alone, outside of the product's own dependencies. */
const VERSIONS = {
  'json-logic-engine': '5.0.7',
  '@gorules/zen-engine': '0.54.0',
  'json-rules-engine': '7.3.1',
} as const
type Peer = keyof typeof VERSIONS

const FOLDER = join(import.meta.dirname, '../../.baton/peers')

/** A peer's module; all of them are installed with the first. */
export const peer = async <T>(name: Peer, progress: (line: string) => void): Promise<T> => {
  mkdirSync(FOLDER, { recursive: true })
  const missing = Object.entries(VERSIONS).filter(([each]) => !existsSync(join(FOLDER, 'node_modules', each)))
  if (missing.length > 0) {
    progress(`installing ${missing.map(([each, version]) => `${each} ${version}`).join(', ')}`)
    writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true }))
    const wanted = missing.map(([each, version]) => `${each}@${version}`)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...wanted], { cwd: FOLDER })
  }
  const file = createRequire(join(FOLDER, 'package.json')).resolve(name)
  return (await import(pathToFileURL(file).href)) as T
}
