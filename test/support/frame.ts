import { execFileSync } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runGroups, type Groups } from './figures.ts'

const root = join(import.meta.dirname, '../..')

/** The command line of a frame: group names, `--long`, `--seed N`. Figures go to stdout, all else to stderr. */
export const runFrame = async (kind: string, groups: Groups, stateName: string): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { long: { type: 'boolean', default: false }, seed: { type: 'string' } },
  })
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}.`)
  const progress = (line: string): void => console.error(line)
  const code = codeState()
  progress(`${kind}, ${code}, seed ${seed}`)
  process.exitCode = await runGroups({
    kind,
    groups,
    names: positionals,
    long: values.long,
    seed,
    code: `${code}${values.long ? ' long' : ''}`,
    stateFile: join(root, '.baton', `${stateName}.json`),
    print: (line) => console.log(line),
    progress,
  })
}

/** The commit, and what was changed since, as far as git knows it. */
const codeState = (): string => {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    const changed = `${git('status', '--porcelain')}${git('diff', 'HEAD')}`
    const dirty = changed === '' ? '' : `+${createHash('sha256').update(changed).digest('hex').slice(0, 8)}`
    return `commit ${git('rev-parse', '--short=12', 'HEAD')}${dirty}`
  } catch {
    return 'commit unknown'
  }
}
