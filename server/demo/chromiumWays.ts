import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { progress } from '../progress.mjs'
import { runQuietly } from './quiet.ts'

/** What is known of this machine; injected, so that each way is tried on paper. */
export type Machine = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  isRoot: boolean
  /** Whether a program is there and starts. */
  starts(path: string): boolean
  has(path: string): boolean
}

/** `use` it · `download` Playwright's build · `apt` installs Debian's. Tried in order until one starts. */
export type Way = { kind: 'use'; path: string } | { kind: 'download' } | { kind: 'apt' }

/** Branded Chrome and Edge are left out: they no longer load an extension from the command line. */
const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/local/bin/chromium', '/usr/lib/chromium/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ],
  win32: ['C:\\Program Files\\Chromium\\Application\\chrome.exe'],
}

/** The ways to a Chromium on this machine, best first. `BATON_CHROMIUM` is taken or refused, never passed over. */
export const waysToChromium = (machine: Machine, downloaded: string): Way[] => {
  const named = machine.env.BATON_CHROMIUM
  if (named !== undefined && named !== '') return machine.starts(named) ? [{ kind: 'use', path: named }] : []
  const found = [...(PLACES[machine.platform] ?? []), downloaded].find((path) => machine.starts(path))
  if (found !== undefined) return [{ kind: 'use', path: found }]
  const hasApt = machine.platform === 'linux' && machine.isRoot && machine.has('/usr/bin/apt-get')
  return hasApt ? [{ kind: 'download' }, { kind: 'apt' }] : [{ kind: 'download' }]
}

/** This very machine. */
export const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  starts: (path) =>
    existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0,
  has: existsSync,
})

/** Fetches Playwright's build; says why there is none yet when it does not start afterwards. */
export const download = async (): Promise<string> => {
  const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js')
  const ended = await progress().during(
    "Fetching Chromium (Playwright's build, about 180 MB)",
    runQuietly(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000 }),
  )
  return ended.code === 0
    ? "Playwright's build was fetched but does not start."
    : "Playwright's build could not be fetched."
}

/** Installs Debian's package, as root; likewise. */
export const aptInstall = async (): Promise<string> => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const say = progress()
  await say.during("Reading Debian's package lists", runQuietly('apt-get', ['update', '-qq'], { env }))
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  const ended = await say.during('Installing Chromium by apt-get', runQuietly('apt-get', args, { env }))
  return ended.code === 0
    ? 'apt-get installed Chromium, but it does not start.'
    : `apt-get could not install it: ${ended.tail}`
}
