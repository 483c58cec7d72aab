import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Playbook } from '../../shared/playbook.ts'
import type { Scalar } from '../../shared/condition.ts'
import type { CrmKind, RecordType } from '../../shared/record.ts'
import type { Role } from '../../shared/session.ts'
import { id, instant, workspaceId } from './columns.ts'

// What a workspace is set up with: playbook, people, sessions, connections, accounts.

export const workspaces = pgTable('workspaces', {
  workspaceId: workspaceId(),
  name: text('name').notNull(),
  tokenKey: text('token_key').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const playbooks = pgTable('playbooks', {
  workspaceId: workspaceId(),
  version: integer('version').notNull(),
  body: jsonb('body').$type<Playbook>().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: text('published_by'),
  reason: text('reason').notNull(),
})

/** The next playbook, while it is worked on: one a workspace. See the migration. */
export const drafts = pgTable('drafts', {
  workspaceId: workspaceId(),
  /** The version that it began from. */
  base: integer('base').notNull(),
  revision: integer('revision').notNull(),
  body: jsonb('body').$type<Playbook>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  editorId: text('editor_id'),
  editorUntil: instant('editor_until'),
})

export const teams = pgTable('teams', {
  workspaceId: workspaceId(),
  id: id(),
  name: text('name').notNull(),
  managerId: text('manager_id'),
  /** On which its members are measured where a point says so; null: each on their own. */
  calendarId: text('calendar_id'),
})

export const people = pgTable('people', {
  workspaceId: workspaceId(),
  id: id(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  role: text('role').$type<Role>().notNull(),
  teamId: text('team_id'),
  calendarId: text('calendar_id').notNull(),
  paused: boolean('paused').notNull().default(false),
  leftAt: instant('left_at'),
})

export const absences = pgTable('absences', {
  workspaceId: workspaceId(),
  personId: text('person_id').notNull(),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at').notNull(),
})

/** The first admin's, a colleague's who is already here, a newcomer's. */
export type LinkKind = 'setup' | 'sign_in' | 'invite'

export const links = pgTable('links', {
  workspaceId: workspaceId(),
  hash: text('hash').notNull(),
  personId: text('person_id').notNull(),
  kind: text('kind').$type<LinkKind>().notNull(),
  /** Null: the server itself. */
  createdBy: text('created_by'),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  revokedAt: instant('revoked_at'),
})

export const grants = pgTable('grants', {
  workspaceId: workspaceId(),
  challenge: text('challenge').notNull(),
  linkHash: text('link_hash').notNull(),
  personId: text('person_id').notNull(),
  device: text('device').notNull(),
  /** Null: the code is typed in. */
  redirect: text('redirect'),
  codeHash: text('code_hash').notNull(),
  attempts: integer('attempts').notNull().default(0),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
  exchangedAt: instant('exchanged_at'),
  familyId: text('family_id'),
})

export const families = pgTable('families', {
  workspaceId: workspaceId(),
  id: id(),
  personId: text('person_id').notNull(),
  device: text('device').notNull(),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why').$type<'signed_out' | 'signed_out_everywhere' | 'reused'>(),
})

export const tokens = pgTable('tokens', {
  workspaceId: workspaceId(),
  hash: text('hash').notNull(),
  familyId: text('family_id').notNull(),
  kind: text('kind').$type<'access' | 'refresh'>().notNull(),
  expiresAt: instant('expires_at').notNull(),
  rotatedAt: instant('rotated_at'),
})

export const intakeKeys = pgTable('intake_keys', {
  workspaceId: workspaceId(),
  id: id(),
  name: text('name').notNull(),
  hash: text('hash').notNull(),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
})

export const connections = pgTable('connections', {
  workspaceId: workspaceId(),
  id: id(),
  kind: text('kind').$type<CrmKind>().notNull(),
  name: text('name').notNull(),
  baseUrl: text('base_url').notNull(),
  secret: jsonb('secret').$type<Record<string, string>>().notNull(),
  hookSecret: text('hook_secret').notNull(),
  createdAt: instant('created_at').notNull(),
  /** Null: its CRM cannot be asked. While it is being asked, the end of the lease. */
  nextPollAt: instant('next_poll_at'),
  pollCursor: text('poll_cursor'),
  pollFailures: integer('poll_failures').notNull().default(0),
  polledAt: instant('polled_at'),
  hookHeardAt: instant('hook_heard_at'),
  problem: text('problem'),
})

export const accounts = pgTable('accounts', {
  workspaceId: workspaceId(),
  id: id(),
  name: text('name').notNull(),
  status: text('status').$type<'target' | 'customer' | 'prospect'>().notNull(),
  segment: text('segment'),
  ownerId: text('owner_id'),
  backupId: text('backup_id'),
  /** Its record in a CRM. */
  connectionId: text('connection_id'),
  recordType: text('record_type').$type<RecordType>(),
  recordId: text('record_id'),
  /** What is known of it besides, such as `industry`, `size`, `country`. */
  attributes: jsonb('attributes').$type<Record<string, Scalar>>().notNull().default({}),
})

/** Who has which part for an account: `ae`, `se`, `csm`, `am`. */
export const accountTeam = pgTable('account_team', {
  workspaceId: workspaceId(),
  accountId: text('account_id').notNull(),
  role: text('role').notNull(),
  personId: text('person_id').notNull(),
})

export const accountDomains = pgTable('account_domains', {
  workspaceId: workspaceId(),
  domain: text('domain').notNull(),
  accountId: text('account_id').notNull(),
})
