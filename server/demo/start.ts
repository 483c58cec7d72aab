import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { signInLink } from '../../shared/session.ts'
import { createIntakeKey } from '../actions/intakeKey.ts'
import { viewQueue } from '../actions/viewQueue.ts'
import { createSignInLink } from '../actions/signIn.ts'
import { connectOnce } from '../crm/registry.ts'
import { makeEngine } from '../engine/engine.ts'
import { makeEnvironment } from '../environment.ts'
import { jsonLog } from '../log.ts'
import { progress } from '../progress.mjs'
import { newSecret } from '../secrets.ts'
import { startServer } from '../server.ts'
import { inWorkspace } from '../store/transaction.ts'
import { findChromium, launchWithExtension } from './chromium.ts'
import { startCrmProcess } from './crmProcess.ts'
import { builtExtension } from './extension.ts'
import { freePort } from './ports.ts'
import { requestDemo } from './requestDemo.ts'
import { makeSample, SAMPLE } from './sample.ts'
import { crmSeed } from './sampleCrm.ts'
import { PEOPLE } from './samplePeople.ts'
import { signInExtension } from './signedIn.ts'

/** What the first start of the sample fixed: addresses and secrets that both processes and the browser's profile rely on. */
type Place = { serverPort: number; crmPort: number; crmKey: string; hookSecret: string; intakeKey: string }

const FOLDER = join(import.meta.dirname, '../../.baton/demo')
const CONNECTION = 'demo'

/** Everything to try Baton on this machine: server with the sample workspace, demo CRM, and Chromium with the extension. */
const start = async (headless: boolean): Promise<void> => {
  const { during } = progress()
  await mkdir(FOLDER, { recursive: true })
  const place = await placeOf()
  const extensionDir = await builtExtension()
  if (!headless) await during('Looking for Chromium', findChromium())
  // First, so that the server finds it: what waits for the CRM is written at once.
  const crm = await startCrmProcess({
    PORT: String(place.crmPort),
    DEMO_CRM_KEY: place.crmKey,
    DEMO_CRM_HOOK: `http://127.0.0.1:${place.serverPort}/v1/hooks/${SAMPLE}.${CONNECTION}`,
    DEMO_CRM_HOOK_SECRET: place.hookSecret,
    DEMO_CRM_STATE: join(FOLDER, 'crm.json'),
    DEMO_CRM_SEED: join(FOLDER, 'crm-seed.json'),
  })
  const server = await during('Starting the server', startSample(place))
  const stop = () => void Promise.all([server.close(), crm.stop()]).then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // A buyer comes anew only when nothing is left to accept: starting it often must not bury anybody.
  const lead = (await server.liveLead()) ?? (await requestDemo(crm.url))
  tell(server.url, crm.url, lead, extensionDir, place.intakeKey, await server.links())
  if (headless) return
  const context = await launchWithExtension({ extensionDir, headless: false, userDataDir: join(FOLDER, 'profile') })
  context.once('close', stop)
  await signInExtension(context, { link: (await server.links()).dana ?? '', origins: [crm.url] })
  const [page] = context.pages()
  await (page ?? (await context.newPage())).goto(lead)
}

const placeOf = async (): Promise<Place> => {
  const file = join(FOLDER, 'place.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Place
  await writeFile(join(FOLDER, 'crm-seed.json'), JSON.stringify(crmSeed(new Date())))
  const place = {
    serverPort: await freePort(8787),
    crmPort: await freePort(8790),
    crmKey: newSecret(),
    hookSecret: newSecret(),
    intakeKey: '',
  }
  await writeFile(file, JSON.stringify(place), { mode: 0o600 })
  return place
}

const startSample = async (place: Place) => {
  const log = jsonLog((line) => process.stderr.write(`${line}\n`))
  const isMade = place.intakeKey !== ''
  // A first start that was interrupted left half a sample: it is made anew.
  if (!isMade) await rm(join(FOLDER, 'server'), { recursive: true, force: true })
  const env = await makeEnvironment({ kind: 'embedded', folder: join(FOLDER, 'server') }, connectOnce())
  if (!isMade) {
    const connection = {
      id: CONNECTION,
      kind: 'demo' as const,
      name: 'Demo CRM',
      baseUrl: `http://127.0.0.1:${place.crmPort}`,
      secret: { apiKey: place.crmKey },
      hookSecret: place.hookSecret,
    }
    await makeSample(env, makeEngine(env, log), connection)
    place.intakeKey = await inWorkspace(env.database, SAMPLE, 'createIntakeKey', (tx) =>
      createIntakeKey(env, tx, 'sample'),
    )
    await writeFile(join(FOLDER, 'place.json'), JSON.stringify(place), { mode: 0o600 })
  }
  const server = await startServer(env, { port: place.serverPort, host: '127.0.0.1', log, sweeps: true })
  return {
    url: server.url,
    /** The page of what Dana has longest to accept; null when nothing of hers is still in time. */
    liveLead: async (): Promise<string | null> => {
      const { now, mine } = await viewQueue(env, { workspace: SAMPLE, person: 'dana', role: 'rep' })
      const inTime = mine.filter(({ state, clock }) => state === 'offered' && clock !== null && clock.dueAt > now)
      return inTime.at(-1)?.recordUrl ?? null
    },
    /** A fresh one-time link for a few of the sample's people. */
    links: async (): Promise<Record<string, string>> =>
      inWorkspace(env.database, SAMPLE, 'createLinks', async (tx) => {
        const links: Record<string, string> = {}
        for (const id of ['dana', 'jonas', 'max', 'noah', 'elin', 'petra', 'judith', 'clara', 'anton', 'ruth'])
          links[id] = signInLink({
            server: server.url,
            token: await createSignInLink(env, tx, id, 'sign_in'),
            crms: [`http://127.0.0.1:${place.crmPort}`],
          })
        return links
      }),
    close: async () => {
      await server.close()
      await env.database.close()
    },
  }
}

const tell = (
  server: string,
  crm: string,
  lead: string,
  extensionDir: string,
  intakeKey: string,
  links: Record<string, string>,
): void => {
  const people = Object.entries(links).map(([id, link]) => {
    const { name = id, role = '' } = PEOPLE.find((person) => person.id === id) ?? {}
    return `  ${`${name} (${role})`.padEnd(24)} ${link}`
  })
  process.stdout.write(
    `${[
      'Baton is ready.',
      `Server             ${server}`,
      `Demo CRM           ${crm}`,
      `A live handoff     ${lead}`,
      `Buyer's form       ${crm}/request-a-demo`,
      `Extension          ${extensionDir}`,
      `Intake key         ${intakeKey}`,
      'Sign-in links, each works once:',
      ...people,
      'Ctrl-C ends it. Everything is kept in .baton/demo; remove that folder to start afresh.',
    ].join('\n')}\n`,
  )
}

await start(process.argv.includes('--headless')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
