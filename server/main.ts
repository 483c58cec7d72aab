import { firstStart } from './actions/firstStart.ts'
import { readConfig } from './config.ts'
import { jsonLog } from './log.ts'
import { connectOnce } from './crm/registry.ts'
import { makeEnvironment } from './environment.ts'
import { startServer } from './server.ts'

/** The server alone. Exits with a sentence when it cannot start. */
const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = jsonLog((line) => process.stderr.write(`${line}\n`))
  const env = await makeEnvironment(config.database, connectOnce())
  const setUp = await firstStart(env, Intl.DateTimeFormat().resolvedOptions().timeZone)
  const server = await startServer(env, { port: config.port, host: config.host, log, sweeps: true })
  process.stdout.write(`Baton listens on ${server.url}\n`)
  if (setUp !== null) process.stdout.write(`Set-up link, works once: ${config.publicUrl}/link#${setUp}\n`)
  const stop = () => {
    void server
      .close()
      .then(() => env.database.close())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
