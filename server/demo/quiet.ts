import { spawn, type SpawnOptions } from 'node:child_process'

/** Runs a program without showing its output; `tail` is the last of it, for when it failed. Never throws. */
export const runQuietly = (
  program: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<{ code: number; tail: string }> =>
  new Promise((done) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let tail = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => (tail = `${tail}${chunk}`.slice(-2_000)))
    child.on('error', (error) => done({ code: 127, tail: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, tail: tail.trim() }))
  })
