import { connectOdoo } from './actions/connectOdoo.ts'
import { FIRST_WORKSPACE, firstStart } from './actions/firstStart.ts'
import { readConfig } from './config.ts'
import { connectOnce } from './crm/registry.ts'
import { makeEnvironment } from './environment.ts'
import { errorWords, jsonLog } from './log.ts'
import { startServer } from './server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A driver's own message holds the values of its query: of those only the kind is told. */
const sentenceOf = (error: unknown): string => {
  if (error instanceof Error && !('query' in error)) return error.message
  const { error: name, code, where } = errorWords(error)
  return `Baton could not start: ${[name, code, where].filter(Boolean).join(', ')}.`
}

/** The server alone. Exits with a sentence when it cannot start. */
const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = jsonLog((line) => process.stderr.write(`${line}\n`))
  const env = await makeEnvironment(config.database, connectOnce())
  const first = await firstStart(env, {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    adminEmail: config.adminEmail,
    newLink: process.argv.includes('--link'),
  })
  const hookPath = config.odoo === null ? null : await connectOdoo(env, FIRST_WORKSPACE, config.odoo)
  const server = await startServer(env, { port: config.port, host: config.host, log, sweeps: true })
  say(`Baton listens on ${server.url}`)
  const publicUrl = config.publicUrl ?? server.url
  if (first !== null) {
    say(`Set-up link, works once: ${publicUrl}/link#${first.setUpToken}`)
    say(`Intake key, shown once: ${first.intakeKey}`)
  }
  if (hookPath !== null) say(`Webhook for Odoo, keep it to yourself: ${publicUrl}${hookPath}`)
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
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
})
