import * as z from 'zod/mini'
import { CrmError } from '../connector.ts'
import type { OdooCall } from './call.ts'

/** Odoo writes `false` where a field is empty. */
export const Text = z.pipe(
  z.union([z.string(), z.literal(false)]),
  z.transform((value) => (value === false || value.trim() === '' ? undefined : value.trim())),
)

/** Odoo's `YYYY-MM-DD HH:MM:SS`, always in UTC, as ISO 8601. */
export const Instant = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)),
  z.transform((value) => `${value.slice(0, 10)}T${value.slice(11, 19)}Z`),
)

/** A linked record with the fields that were asked for, or nothing. */
export const linked = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.union([z.literal(false), schema]),
    z.transform((value) => (value === false ? undefined : (value as z.output<T>))),
  )

export const Named = z.object({ display_name: Text })

/** An answer in the shape that was asked for; another one means an Odoo that this connector does not know. */
export const checked = <T>(schema: z.ZodMiniType<T>, answer: unknown): T => {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') ?? ''
  throw new CrmError(`Odoo answered in a shape that is not known here (${field})`, { retry: false })
}

/** One record by its id, archived ones too, or nothing: a record that the user may not see looks like none. */
export const readOne = async <T>(
  call: OdooCall,
  model: string,
  id: number,
  shape: { specification: Record<string, object>; schema: z.ZodMiniType<T> },
  signal: AbortSignal,
): Promise<T | undefined> => {
  const answer = await call(
    model,
    'web_search_read',
    {
      domain: [['id', '=', id]],
      specification: shape.specification,
      limit: 1,
      context: { active_test: false, lang: 'en_US' },
    },
    signal,
  )
  const { records } = checked(z.object({ records: z.array(z.unknown()) }), answer)
  return records.length === 0 ? undefined : checked(shape.schema, records[0])
}
