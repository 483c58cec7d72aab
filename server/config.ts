import * as z from 'zod/mini'
import type { DatabaseAddress } from './store/database.ts'

export type Config = { port: number; host: string; database: DatabaseAddress; publicUrl: string }

const Variables = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)), 8787),
  BATON_HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.optional(z.string().check(z.startsWith('postgres'))),
  BATON_DATA: z._default(z.string().check(z.minLength(1)), '.baton/server'),
  BATON_PUBLIC_URL: z.optional(z.url()),
})

/** The environment, read once. Throws a sentence that names the variable. */
export const readConfig = (variables: Record<string, string | undefined>): Config => {
  const parsed = Variables.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${String(issue?.path[0])} is not valid: ${issue?.message}`)
  }
  const { PORT, BATON_HOST, DATABASE_URL, BATON_DATA, BATON_PUBLIC_URL } = parsed.data
  return {
    port: PORT,
    host: BATON_HOST,
    database: DATABASE_URL === undefined ? { kind: 'embedded', folder: BATON_DATA } : { kind: 'postgres', url: DATABASE_URL },
    publicUrl: (BATON_PUBLIC_URL ?? `http://${BATON_HOST}:${PORT}`).replace(/\/$/, ''),
  }
}
