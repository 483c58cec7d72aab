import * as z from 'zod/mini'
import { Connection, RecordType } from './record.ts'
import { isLine } from './text.ts'

const trimmed = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const line = (max: number) => trimmed(max).check(isLine)
const id = z.string().check(z.minLength(1), z.maxLength(100), isLine)

/** Keys travel in a header, which holds no other characters; Odoo's keys have none. */
export const isApiKey = z.regex(/^[\x21-\x7e]*$/, 'has a character that no API key has: copy it from Odoo once more')
/** Names travel in a header too. Odoo itself allows letters without accents, digits, `_`, `.` and `-`. */
export const isDatabaseName = z.regex(
  /^[\x20-\x7e]*$/,
  'has a character that no database of Odoo has: copy it from Odoo once more',
)

/** Credentials in an address would end up in logs and in links: they have fields of their own. */
const webAddress = z.url({ protocol: /^https?$/ }).check(
  z.maxLength(300),
  z.refine((address) => {
    const url = URL.parse(address)
    return url === null || (url.username === '' && url.password === '')
  }, 'must hold no name and no password'),
)

const odooSetUp = z.strictObject({
  kind: z.literal('odoo'),
  name: line(60),
  /** Any address of the CRM: its origin is kept. */
  baseUrl: webAddress,
  /** Odoo's database; a server with only one needs none. */
  database: z.optional(trimmed(100).check(isDatabaseName)),
  /** Log-in of the key's user: needed up to Odoo 18 only. */
  login: z.optional(line(320)),
  apiKey: z.optional(trimmed(400).check(isApiKey)),
})

/** What RevOps type in to connect a CRM: one shape a kind. An `apiKey` that is left out stays as it is. */
export const ConnectionSetUp = z.discriminatedUnion('kind', [odooSetUp])
export type ConnectionSetUp = z.infer<typeof ConnectionSetUp>

/** A set-up to check or to keep. `id` names the connection that is edited, whose stored key counts where none is given. */
export const ConnectionInput = z.discriminatedUnion('kind', [z.extend(odooSetUp, { id: z.optional(id) })])
export type ConnectionInput = z.infer<typeof ConnectionInput>

/** Where somebody looks in their CRM, when its address alone does not name the type of record. */
export const PlaceInput = z.strictObject({
  connection: id,
  place: z.string().check(z.minLength(1), z.maxLength(200), isLine),
})
export type PlaceInput = z.infer<typeof PlaceInput>
export const PlaceAnswer = z.object({ type: z.nullable(RecordType) })
export type PlaceAnswer = z.infer<typeof PlaceAnswer>

/** What a live test looks at, in this order; what follows a failure is `skipped`. */
export const SetUpStep = z.enum(['reach', 'version', 'sign_in', 'read', 'write', 'people', 'webhook'])
export type SetUpStep = z.infer<typeof SetUpStep>

/** `warning`: it works, but something is missing that will be felt. `detail` says in plain words what is there or what to do. */
export const SetUpCheck = z.object({
  step: SetUpStep,
  state: z.enum(['ok', 'warning', 'failed', 'skipped']),
  detail: z.string(),
})
export type SetUpCheck = z.infer<typeof SetUpCheck>

/** How a connection fares, for those who keep it. Instants are ISO 8601. */
export const ConnectionStatus = z.object({
  connection: Connection,
  /** What can be edited again, without keys. */
  setUp: z.nullable(z.object({ database: z.optional(z.string()), login: z.optional(z.string()) })),
  /** Path of its webhook at this server, with the secret in it; null: this kind signs its calls. */
  hookPath: z.nullable(z.string()),
  hookHeardAt: z.nullable(z.string()),
  polledAt: z.nullable(z.string()),
  /** Why it cannot be read at present, in plain words. */
  problem: z.nullable(z.string()),
})
export type ConnectionStatus = z.infer<typeof ConnectionStatus>
