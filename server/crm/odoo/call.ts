import { CrmError } from '../connector.ts'

/** Calls `method` of `model` with named arguments, `ids` for the records, and gives what Odoo answered, unchecked. */
export type OdooCall = (
  model: string,
  method: string,
  args: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<unknown>

/** Why a call failed, for those who go on differently: `unknown` is a model, method or record that is not there. */
export type OdooFault =
  | 'network'
  | 'elsewhere'
  | 'key'
  | 'database'
  | 'forbidden'
  | 'unknown'
  | 'refused'
  | 'busy'
  | 'broken'

/** A `CrmError` that says which kind of fault it was. */
export class OdooError extends CrmError {
  readonly fault: OdooFault
  constructor(fault: OdooFault, message: string, options: { retry: boolean; retryAfterMs?: number }) {
    super(message, options)
    this.fault = fault
  }
}

/** What a person has to mend and then is well for everything: nothing is given up meanwhile, and nothing hurries. */
const MENDABLE = { retry: true, retryAfterMs: 5 * 60_000 }

/** The faults that both of Odoo's interfaces tell, in one wording. `call` is `model.method`. */
export const FAULTS = {
  key: () => new OdooError('key', 'Odoo does not accept the API key: it is wrong, or it has expired', MENDABLE),
  logIn: () => new OdooError('key', 'Odoo does not accept this log-in with this API key', MENDABLE),
  database: () =>
    new OdooError(
      'database',
      'This Odoo has no such database, or has to be told which one: check the name of the database',
      MENDABLE,
    ),
  unsendable: () =>
    new OdooError(
      'key',
      'The API key or the name of the database has a character that cannot be sent: copy both from Odoo once more',
      MENDABLE,
    ),
  forbidden: (call: string) =>
    new OdooError('forbidden', `Odoo does not let this user do this (${call})`, { retry: false }),
  unknown: (call: string) =>
    new OdooError('unknown', `Odoo does not know this call, or the record is gone (${call})`, { retry: false }),
  refused: (call: string) => new OdooError('refused', `Odoo did not take this (${call})`, { retry: false }),
  busy: (what: string, retryAfterMs?: number) =>
    new OdooError('busy', `Odoo is busy (${what})`, { retry: true, retryAfterMs }),
  broken: (what: string, retryAfterMs?: number) =>
    new OdooError('broken', `Odoo has a fault of its own (${what})`, { retry: true, retryAfterMs }),
  elsewhere: (what: string) =>
    new OdooError('elsewhere', `This address does not answer as Odoo does: ${what}`, MENDABLE),
}
