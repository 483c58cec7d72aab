import type { Groups } from './figures.ts'
import { runFrame } from './frame.ts'

/** The long runs by name, each a file of `test/long/`; every group stays under thirty minutes. */
const LONG_RUNS: Groups = {}

await runFrame('long run', LONG_RUNS, 'long-runs')
