import * as z from 'zod/mini'
import { Role } from './session.ts'
import { isLine } from './text.ts'

// What the pages that a sign-in link opens ask of the server. The link's secret is in a body, never in an address.

const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), isLine)

export const LookInput = z.strictObject({ token: z.string().check(z.minLength(1), z.maxLength(400)) })
export type LookInput = z.infer<typeof LookInput>

/** Whom a link signs in. Instants are ISO 8601. */
export const LinkView = z.object({
  kind: z.enum(['setup', 'sign_in', 'invite']),
  workspace: z.string(),
  person: z.object({ name: z.string(), email: z.string(), role: Role }),
  /** Who made it; null: the server itself. */
  invitedBy: z.nullable(z.string()),
  until: z.string(),
})
export type LinkView = z.infer<typeof LinkView>

/** Somebody pressed «Allow»: what the address of the page asked, and the link's secret. */
export const AllowInput = z.strictObject({
  token: LookInput.shape.token,
  challenge: z.string().check(z.regex(/^[\w-]{43}$/)),
  state: line(400),
  device: line(200),
  redirect: z.nullable(z.string().check(z.maxLength(200))),
})
export type AllowInput = z.infer<typeof AllowInput>

/** Where to go with the code, or the code to type in, `XXXX-XXXX`, and until when it can be used. */
export const AllowAnswer = z.union([
  z.object({ redirect: z.string() }),
  z.object({ code: z.string(), until: z.string() }),
])
export type AllowAnswer = z.infer<typeof AllowAnswer>
