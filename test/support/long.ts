import type { Groups } from './figures.ts'
import { runFrame } from './frame.ts'

/** The long runs by name, each a file of `test/long/`; every group stays under thirty minutes. */
const LONG_RUNS: Groups = {
  life: () => import('../long/life.ts').then((file) => file.life),
  'working-time': () => import('../long/workingTime.ts').then((file) => file.workingTime),
}

await runFrame('long run', LONG_RUNS, 'long-runs')
