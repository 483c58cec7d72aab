import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createDemoCrm } from './demoCrm.ts'
import type { DemoSeed } from './record.ts'
import { sampleSeed } from './sample.ts'

/**
 * The demo CRM as its own process. `PORT` (8790; 0 takes a free one) · `DEMO_CRM_KEY`, the key that Baton uses; one is made up
 * and printed when there is none · `DEMO_CRM_HOOK`, the whole address to call at each change, signed with
 * `DEMO_CRM_HOOK_SECRET` · `DEMO_CRM_STATE`, a file that keeps everything · `DEMO_CRM_SEED`, a JSON file `{users, records}` to
 * begin with · `DEMO_CRM_CRASH_ONCE=1`, for tests: the first change through the API is applied and kept, then the process
 * ends without an answer; the mark of it lies beside the state file.
 */
const { env } = process
const given = (name: string): string | undefined => env[name] || undefined

const stop = (words: string): never => {
  console.error(words)
  process.exit(2)
}

const port = Number(given('PORT') ?? 8790)
if (!Number.isInteger(port) || port < 0 || port > 65_535) stop('PORT is no port number.')
const stateFile = given('DEMO_CRM_STATE')
const apiKey = given('DEMO_CRM_KEY') ?? randomBytes(24).toString('base64url')
const hookUrl = given('DEMO_CRM_HOOK')
const hookSecret = given('DEMO_CRM_HOOK_SECRET')
if (hookUrl !== undefined && !URL.canParse(hookUrl)) stop('DEMO_CRM_HOOK is no address.')
if (hookUrl !== undefined && hookSecret === undefined)
  stop('DEMO_CRM_HOOK needs DEMO_CRM_HOOK_SECRET beside it: calls are signed.')
const seedFile = given('DEMO_CRM_SEED')
const seed = seedFile === undefined ? sampleSeed(new Date()) : (JSON.parse(readFileSync(seedFile, 'utf8')) as DemoSeed)

const crashOnce = (): boolean => {
  const mark = `${stateFile}.crashed`
  if (existsSync(mark)) return false
  writeFileSync(mark, '')
  process.exit(86)
}
const crashes = given('DEMO_CRM_CRASH_ONCE') === '1'
if (crashes && stateFile === undefined) stop('DEMO_CRM_CRASH_ONCE needs DEMO_CRM_STATE: else the change would be lost.')

const crm = createDemoCrm({
  seed,
  apiKey,
  ...(hookUrl === undefined || hookSecret === undefined ? {} : { hook: { url: hookUrl, secret: hookSecret } }),
  ...(stateFile === undefined ? {} : { stateFile }),
  ...(crashes ? { crashBeforeAnswer: crashOnce } : {}),
})

const running = await crm
  .start(port)
  .catch((error: NodeJS.ErrnoException) =>
    stop(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Set PORT to another.` : error.message),
  )
console.log(`Demo CRM: ${running.url}`)
if (given('DEMO_CRM_KEY') === undefined) console.log(`API key: ${apiKey}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void running.stop().then(() => process.exit(0)))
