import type { Groups } from '../support/figures.ts'
import { runFrame } from '../support/frame.ts'

/** The benchmarks by name, each a file of this folder; every group stays under ten minutes on two cores. */
const BENCHMARKS: Groups = {
  extension: () => import('./extension.ts').then((file) => file.extension),
  routing: () => import('./routing.ts').then((file) => file.routing),
}

await runFrame('benchmark', BENCHMARKS, 'bench')
