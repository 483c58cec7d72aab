import { lockFolder } from '../../server/store/lock.ts'
import type { FolderLock } from '../../server/store/lock.ts'
import { createInterface } from 'node:readline'

/** A process of its own that does as it is told, one line each: `take FOLDER`, `release`. It answers with one line of JSON. */
export type TakerAnswer = { held: boolean; message: string; ms: number }

let lock: FolderLock | undefined
const answer = (line: TakerAnswer) => process.stdout.write(`${JSON.stringify(line)}\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const [order, folder = ''] = line.split(/ (.*)/)
  const startedMs = performance.now()
  const ms = () => performance.now() - startedMs
  try {
    if (order === 'take') lock = await lockFolder(folder)
    else await lock?.release()
    answer({ held: order === 'take', message: '', ms: ms() })
  } catch (error) {
    answer({ held: false, message: error instanceof Error ? error.message : String(error), ms: ms() })
  }
}
