import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Starts the demo CRM as a process of its own; resolves when it listens. It ends with this process. */
export const startCrmProcess = async (env: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crm/main.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = () => void child.kill('SIGTERM')
  process.once('exit', end)
  const exited = once(child, 'exit')
  const url = await Promise.race([listening(child.stdout), exited.then(() => null)])
  if (url === null) throw new Error('The demo CRM could not start; see above.')
  return {
    url,
    stop: async () => {
      end()
      await exited
    },
  }
}

const listening = async (output: NodeJS.ReadableStream): Promise<string | null> => {
  for await (const line of createInterface({ input: output })) {
    const url = /^Demo CRM: (http\S+)/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  return null
}
