import type { SetUpCheck, SetUpStep } from '../../../shared/connection.ts'
import type { ConnectionConfig } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { OdooError, type OdooCall } from './call.ts'
import { checkWebhook } from './checkWebhook.ts'
import { failed, type Finding, ok, warning } from './finding.ts'
import type { OdooHttp } from './http.ts'
import { findEmployees, type Self, whoAmI } from './self.ts'
import { askVersion, type OdooVersion, SERIES_JSON2, SERIES_MIN } from './version.ts'

type Expected = { emails: string[]; hookHeard: boolean }
type Odoo = { config: ConnectionConfig; http: OdooHttp; call: OdooCall }

/**
 * The live test of a set-up, in the order in which things depend on each other: what follows a failure is skipped. Nothing is
 * written: whether the key's user may write is asked of Odoo's own access rights.
 */
export const checkSetUp = async (odoo: Odoo, expected: Expected, signal: AbortSignal): Promise<SetUpCheck[]> => {
  const { config, call, http } = odoo
  let version: OdooVersion | undefined
  let self: Self | undefined
  const steps: [SetUpStep, () => Promise<Finding>][] = [
    [
      'reach',
      async () => {
        version = await askVersion(http, signal)
        return ok(`An Odoo answers at ${config.baseUrl}.`)
      },
    ],
    ['version', async () => fit(version!, config.secret)],
    [
      'sign_in',
      async () => {
        self = await whoAmI(call, signal)
        return signedInAs(self, expected.emails)
      },
    ],
    ['read', () => checkReading(call, self!, signal)],
    ['write', () => checkWriting(call, signal)],
    ['people', () => checkPeople(call, expected.emails, signal)],
    ['webhook', () => checkWebhook(call, { heard: expected.hookHeard, hookSecret: config.hookSecret }, signal)],
  ]
  const found: SetUpCheck[] = []
  for (const [step, look] of steps) {
    const isOver = found.some(({ state }) => state === 'failed')
    found.push({ step, ...(isOver ? SKIPPED : await look().catch(failure)) })
  }
  return found
}

const SKIPPED = { state: 'skipped', detail: 'Not tested, as a step before it failed.' } as const

const failure = (error: unknown): Finding => {
  if (!(error instanceof CrmError)) throw error
  return failed(`${error.message}.`)
}

const fit = ({ series, name }: OdooVersion, secret: Record<string, string>): Finding => {
  if (series >= SERIES_JSON2) return ok(`Odoo ${name}.`)
  if (series < SERIES_MIN) return failed(`Odoo ${name} is too old: Baton needs Odoo 19, or 18.`)
  if (!secret.login || !secret.database)
    return failed(`Odoo ${name} needs more than the key: enter the log-in of its user and the name of the database.`)
  return warning(`Odoo ${name} is spoken to by its older interface, which Baton was tried with on Odoo 19 only.`)
}

const signedInAs = ({ name, login, emails }: Self, people: string[]): Finding => {
  const known = new Set(people.map((email) => email.trim().toLowerCase()))
  const who = `The key is ${name}’s (${login})`
  if (!emails.some((email) => known.has(email))) return ok(`${who}.`)
  return warning(
    `${who}, who also works with Baton: what they change in Odoo by hand is noticed about a minute late. Give Baton a user of its own.`,
  )
}

const may = (call: OdooCall, model: string, operation: string, signal: AbortSignal): Promise<boolean> =>
  call(model, 'has_access', { ids: [], operation }, signal).then((answer) => answer === true)

const checkReading = async (call: OdooCall, self: Self, signal: AbortSignal): Promise<Finding> => {
  const mayRead = await may(call, 'crm.lead', 'read', signal).catch((error: unknown) => {
    if (error instanceof OdooError && error.fault === 'unknown') return undefined
    throw error
  })
  if (mayRead === undefined) return failed('Odoo’s CRM is not installed there: install the app «CRM».')
  if (!mayRead) return failed(`${self.name} may not read leads: give them the right Sales «User: All Documents».`)
  const group = { ids: [self.id], group_ext_id: 'sales_team.group_sale_salesman_all_leads' }
  if ((await call('res.users', 'has_group', group, signal)) === true) return ok(`${self.name} may read all leads.`)
  return warning(
    `${self.name} sees their own leads only, so Baton does too: give them the right Sales «User: All Documents».`,
  )
}

const WRITES: [model: string, operation: string, what: string][] = [
  ['crm.lead', 'write', 'change leads'],
  ['mail.activity', 'create', 'plan activities'],
  ['mail.message', 'create', 'write notes'],
]

const checkWriting = async (call: OdooCall, signal: AbortSignal): Promise<Finding> => {
  const allowed = await Promise.all(WRITES.map(([model, operation]) => may(call, model, operation, signal)))
  const missing = WRITES.filter((_, at) => !allowed[at]).map(([, , what]) => what)
  if (missing.length === 0) return ok('It may change leads, plan activities and write notes.')
  return failed(`The key’s user may not ${missing.join(', nor ')}: give them the right Sales «User: All Documents».`)
}

const NAMED_MAX = 5

const checkPeople = async (call: OdooCall, emails: string[], signal: AbortSignal): Promise<Finding> => {
  if (emails.length === 0) return ok('Nobody is expected yet.')
  const known = await findEmployees(call, emails, signal)
  const missing = emails.filter((email) => !known.has(email.trim().toLowerCase()))
  if (missing.length === 0)
    return ok(
      emails.length === 1 ? 'The one person is a user of Odoo.' : `All ${emails.length} people are users of Odoo.`,
    )
  const rest = missing.length - NAMED_MAX
  const names = missing.slice(0, NAMED_MAX).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  return warning(
    `No user of Odoo has the e-mail address or log-in ${names}: what they accept cannot be theirs in Odoo.`,
  )
}
