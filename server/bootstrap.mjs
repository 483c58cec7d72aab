// Runs one of the project's commands on a machine that may have an old Node and no packages. Plain JavaScript, Node 16 and newer.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { progress } from './progress.mjs'
import { TASKS } from './tasks.mjs'
import { bringNode, bringPackages } from './toolchain.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [command, ...args] = process.argv.slice(2)

/** Runs one step to its end; its exit code, 128 + n when signal n ended it. */
const runStep = (node, step, env) =>
  new Promise((done) => {
    const child = spawn(node, step, { cwd: root, env, stdio: 'inherit' })
    // A terminal sends Ctrl-C to the whole group by itself; a second one would cut the child's own ending short.
    const pass = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const end = (code) => {
      for (const signal of signals) process.off(signal, pass)
      done(code)
    }
    child.on('error', (error) => {
      console.error(`Could not run ${step[0]}: ${error.message}`)
      end(1)
    })
    child.on('close', (code, signal) => end(signal ? 128 + constants.signals[signal] : code))
  })

const runTask = async (task) => {
  const missing = (task.needs || []).filter((name) => !process.env[name])
  if (missing.length > 0) {
    console.log(`skipped: ${command} needs ${missing.join(', ')}`)
    return process.env.CI ? 1 : 0
  }
  const say = progress()
  const node = await bringNode(root, say)
  await bringPackages(root, node, say)
  const env = {
    ...process.env,
    ...task.env,
    PATH: dirname(node) + delimiter + process.env.PATH,
    npm_node_execpath: node,
  }
  let failed = 0
  for (const [index, step] of task.steps.entries()) {
    const code = await runStep(node, index === task.steps.length - 1 ? [...step, ...args] : step, env)
    if (code === 0) continue
    if (!task.always || code > 128) return code
    say.line(`✗ ${step.join(' ')}`)
    failed = failed || code
  }
  return failed
}

const task = Object.prototype.hasOwnProperty.call(TASKS, command || '') ? TASKS[command] : undefined
if (!task) {
  console.error(`There is no command «${command || ''}». Commands: ${Object.keys(TASKS).join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await runTask(task)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
