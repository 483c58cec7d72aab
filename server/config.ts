import * as z from 'zod/mini'
import { isApiKey, isDatabaseName } from '../shared/connection.ts'
import type { DatabaseAddress } from './store/database.ts'

export type Config = {
  port: number
  host: string
  database: DatabaseAddress
  /** Where people reach it, without a slash at its end; null: where it listens. */
  publicUrl: string | null
  /** The first admin's, as their CRM has it. */
  adminEmail: string
  odoo: { url: string; database: string; apiKey: string; login?: string } | null
}

const Variables = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)), 8787),
  BATON_HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.optional(z.string().check(z.startsWith('postgres'))),
  BATON_DATA: z._default(z.string().check(z.minLength(1)), '.baton/server'),
  BATON_PUBLIC_URL: z.optional(z.url()),
  BATON_ADMIN_EMAIL: z._default(z.email(), 'admin@example.com'),
  BATON_ODOO_URL: z.optional(z.url({ protocol: /^https?$/ })),
  BATON_ODOO_DB: z.optional(z.string().check(isDatabaseName)),
  BATON_ODOO_LOGIN: z.optional(z.string().check(z.minLength(1))),
  BATON_ODOO_KEY: z.optional(z.string().check(z.minLength(8), isApiKey)),
})

/** The environment, read once. Throws a sentence that names the variable. */
export const readConfig = (variables: Record<string, string | undefined>): Config => {
  const parsed = Variables.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${String(issue?.path[0])} is not valid: ${issue?.message}`)
  }
  const { PORT, BATON_HOST, DATABASE_URL, BATON_DATA, BATON_PUBLIC_URL, BATON_ADMIN_EMAIL: adminEmail } = parsed.data
  const { BATON_ODOO_URL: url, BATON_ODOO_DB: database, BATON_ODOO_KEY: apiKey, BATON_ODOO_LOGIN: login } = parsed.data
  if (url !== undefined && (database === undefined || apiKey === undefined)) {
    throw new Error('BATON_ODOO_URL needs BATON_ODOO_DB and BATON_ODOO_KEY beside it.')
  }
  return {
    port: PORT,
    host: BATON_HOST,
    database:
      DATABASE_URL === undefined ? { kind: 'embedded', folder: BATON_DATA } : { kind: 'postgres', url: DATABASE_URL },
    publicUrl: BATON_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    adminEmail,
    odoo:
      url === undefined || database === undefined || apiKey === undefined
        ? null
        : { url, database, apiKey, ...(login === undefined ? {} : { login }) },
  }
}
