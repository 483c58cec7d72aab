import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One measured figure; printed as one line of JSON. `ratio` is `value ÷ peerValue` of the same run. */
export type Figure = {
  id: string
  what: string
  value: number
  unit: string
  target: number | string
  peer?: string
  peerValue?: number
  ratio?: number
  /** How often it was measured; `value` is the median unless `what` says otherwise. */
  n: number
  holds: boolean
}

export type Context = {
  seed: number
  /** Whether `--long` was asked for. */
  long: boolean
  /** Tells a person how far it is; never a figure. */
  progress(line: string): void
}

/** One group: named parts that run in order, each giving its figures. A part is what is not repeated after an interruption. */
export type Group = { about: string; parts: Record<string, (context: Context) => Promise<Figure[]>> }
export type Groups = Record<string, () => Promise<Group>>

/** Figures of finished parts of one run. `code` tells the state of the code that they were measured on. */
type State = { code: string; seed: number; figures: Record<string, Figure[]> }

export type Run = {
  /** What one of the groups is called in sentences, such as «benchmark». */
  kind: string
  groups: Groups
  names: string[]
  long: boolean
  seed: number
  code: string
  stateFile: string
  print(line: string): void
  progress(line: string): void
}

/** Runs the named groups, all when none is named. Exit code: 0 every figure holds, 1 one does not, 2 there is no such group. */
export const runGroups = async (run: Run): Promise<0 | 1 | 2> => {
  const known = Object.keys(run.groups)
  const wanted = run.names.length === 0 ? known : run.names
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0 || wanted.length === 0) {
    const asked =
      unknown.length > 0 ? `No ${run.kind} named ${unknown.join(', ')} is registered` : `No ${run.kind} is registered`
    run.progress(`${asked}; nothing was measured. Registered: ${known.join(', ') || 'none'}.`)
    return 2
  }
  const state = resume(run)
  const all: Figure[] = []
  for (const name of wanted) all.push(...(await runGroup(run, name, state)))
  forget(run.stateFile, state, wanted)
  const failed = all.filter((figure) => !figure.holds)
  run.progress(
    `${all.length} figures, ${failed.length} short of their target${failed.length > 0 ? `: ${failed.map((f) => f.id).join(', ')}` : ''}`,
  )
  return failed.length === 0 ? 0 : 1
}

const runGroup = async (run: Run, name: string, state: State): Promise<Figure[]> => {
  const group = await run.groups[name]!()
  run.progress(`${name}: ${group.about}`)
  const figures: Figure[] = []
  for (const [part, measure] of Object.entries(group.parts)) {
    const key = `${name}/${part}`
    const earlier = state.figures[key]
    if (earlier) run.progress(`${key}: measured before the interruption`)
    const found =
      earlier ??
      (await measure({ seed: state.seed, long: run.long, progress: (line) => run.progress(`${key}: ${line}`) }))
    if (found.length === 0) throw new Error(`${key} gave no figure.`)
    state.figures[key] = found
    save(run.stateFile, state)
    for (const figure of found) run.print(JSON.stringify(figure))
    figures.push(...found)
  }
  return figures
}

/** Goes on with an interrupted run of the very same code, with its seed; else begins anew. */
const resume = (run: Run): State => {
  const fresh: State = { code: run.code, seed: run.seed, figures: {} }
  try {
    const state = JSON.parse(readFileSync(run.stateFile, 'utf8')) as State
    if (state.code !== run.code) return fresh
    run.progress(`Going on where it was interrupted (seed ${state.seed}).`)
    return state
  } catch {
    return fresh
  }
}

const save = (file: string, state: State): void => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(state))
}

/** Finished groups are measured anew the next time; what another interrupted run left stays. */
const forget = (file: string, state: State, finished: string[]): void => {
  const left = Object.entries(state.figures).filter(([key]) => !finished.includes(key.split('/')[0]!))
  if (left.length === 0) rmSync(file, { force: true })
  else save(file, { ...state, figures: Object.fromEntries(left) })
}
