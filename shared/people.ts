import * as z from 'zod/mini'
import { Role } from './session.ts'
import { isLine } from './text.ts'

/** invited: a link is out · link_ended: it expired or was revoked before anybody used it · active: signed in somewhere · signed_out. */
export const PersonStatus = z.enum(['invited', 'link_ended', 'active', 'signed_out'])
export type PersonStatus = z.infer<typeof PersonStatus>

/** One line of the people page. Instants are ISO 8601. */
export const PersonRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  team: z.nullable(z.object({ id: z.string(), name: z.string() })),
  status: PersonStatus,
  /** Until when the link that is out can be used. */
  linkUntil: z.nullable(z.string()),
  /** Devices that are signed in. */
  sessions: z.int(),
  lastSeenAt: z.nullable(z.string()),
})
export type PersonRow = z.infer<typeof PersonRow>

/** People whom the caller may see, and what they may do here. */
export const People = z.object({
  people: z.array(PersonRow),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Roles that the caller may give; empty: they change nobody. */
  grants: z.array(Role),
})
export type People = z.infer<typeof People>

/** A new colleague. The e-mail address is the one that the CRM has of them. The role is fixed by whoever invites. */
export const InviteInput = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120), isLine),
  email: z.email().check(z.maxLength(320)),
  role: Role,
  teamId: z.nullable(z.string().check(z.maxLength(100), isLine)),
})
export type InviteInput = z.infer<typeof InviteInput>

/** Aims at one person. */
export const PersonInput = z.strictObject({ personId: z.string().check(z.minLength(1), z.maxLength(100), isLine) })
export type PersonInput = z.infer<typeof PersonInput>

export const SetRoleInput = z.strictObject({ personId: PersonInput.shape.personId, role: Role })
export type SetRoleInput = z.infer<typeof SetRoleInput>

/** A link's secret, shown once: the link is `{server}/link#{token}`. */
export const NewLink = z.object({ personId: z.string(), token: z.string(), until: z.string() })
export type NewLink = z.infer<typeof NewLink>
