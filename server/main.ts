import { signInLink } from '../shared/session.ts'
import { connectOdoo } from './actions/connectOdoo.ts'
import { FIRST_WORKSPACE, firstStart, type HandedOut, handOutAnew } from './actions/firstStart.ts'
import { type Config, readConfig } from './config.ts'
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

/** What is shown once, with its address. The link names the CRM, so that the browser asks for both at once. */
const sayHandedOut = ({ setUpToken, intakeKey }: HandedOut, server: string, { odoo }: Config): void => {
  const crms = odoo === null ? [] : [odoo.url]
  if (setUpToken !== null) say(`Set-up link, works once: ${signInLink({ server, token: setUpToken, crms })}`)
  if (intakeKey !== null) say(`Intake key, shown once: ${intakeKey}`)
}

/** The server alone, or with `--link` and `--intake-key` only what was lost. Exits with a sentence when it cannot start. */
const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = jsonLog((line) => process.stderr.write(`${line}\n`))
  const env = await makeEnvironment(config.database, connectOnce())
  const lost = { link: process.argv.includes('--link'), key: process.argv.includes('--intake-key') }
  if (lost.link || lost.key) {
    const made = await handOutAnew(env, lost).finally(() => env.database.close())
    return sayHandedOut(made, config.publicUrl ?? `http://${config.host}:${config.port}`, config)
  }
  const server = await startServer(env, { port: config.port, host: config.host, log, sweeps: true })
  // Only who has the port changes anything: a start that fails there must end no link and connect nothing.
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions()
  const first = await firstStart(env, { zone, adminEmail: config.adminEmail })
  const hookPath = config.odoo === null ? null : await connectOdoo(env, FIRST_WORKSPACE, config.odoo)
  const stop = () => {
    void server
      .close()
      .then(() => env.database.close())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const publicUrl = config.publicUrl ?? server.url
  sayHandedOut(first, publicUrl, config)
  if (hookPath !== null) say(`Webhook for Odoo, keep it to yourself: ${publicUrl}${hookPath}`)
  // Last: whoever waits for this line has heard the others.
  say(`Baton listens on ${server.url}`)
}

await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
})
