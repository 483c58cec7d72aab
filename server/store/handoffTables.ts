import { bigint, boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { ActAnswer } from '../../shared/act.ts'
import type { HandoffState } from '../../shared/handoff.ts'
import type { RecordType } from '../../shared/record.ts'
import type { SignalOutcome } from '../../shared/signal.ts'
import type { TurnReason } from '../../shared/turns.ts'
import type { CrmOwner } from '../domain/crmOwner.ts'
import type { HandoffEvent } from '../domain/event.ts'
import type { Handoff } from '../domain/handoff.ts'
import type { Route, RouteInputs } from '../domain/route.ts'
import type { DeliveryBody, Dimensions, PersonalBody } from './bodies.ts'
import { id, instant, workspaceId } from './columns.ts'

// What happens in a workspace: signals, handoffs, decisions, turns, deliveries.

export const personal = pgTable('personal', {
  workspaceId: workspaceId(),
  id: id(),
  body: jsonb('body').$type<PersonalBody>().notNull(),
  writtenAt: instant('written_at').notNull(),
  erasedAt: instant('erased_at'),
})

const recordColumns = () => ({
  connectionId: text('connection_id').notNull(),
  recordType: text('record_type').$type<RecordType>().notNull(),
  recordId: text('record_id').notNull(),
})

export const records = pgTable('records', {
  workspaceId: workspaceId(),
  connectionId: text('connection_id').notNull(),
  type: text('type').$type<RecordType>().notNull(),
  id: id(),
  personalId: text('personal_id').notNull(),
  seenAt: instant('seen_at').notNull(),
})

export const recordStates = pgTable('record_states', {
  workspaceId: workspaceId(),
  connectionId: text('connection_id').notNull(),
  type: text('type').$type<RecordType>().notNull(),
  id: id(),
  owner: jsonb('owner').$type<CrmOwner>(),
  goneAt: instant('gone_at'),
})

export const signals = pgTable('signals', {
  workspaceId: workspaceId(),
  id: id(),
  kind: text('kind').notNull(),
  source: text('source').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  ...recordColumns(),
  personalId: text('personal_id').notNull(),
  outcome: text('outcome').$type<SignalOutcome>().notNull(),
  /** The handoff that its answer named; all that it is in are in `signalHandoffs`. */
  handoffId: text('handoff_id'),
  /** What its account's signals share; null: no account is known. */
  groupKey: text('group_key'),
  /** From a list that nobody confirmed: by itself it makes no high intent. */
  capped: boolean('capped').notNull().default(false),
  /** A person handed it over at this point: it means nothing to another. */
  point: text('point'),
})

export const signalHandoffs = pgTable('signal_handoffs', {
  workspaceId: workspaceId(),
  signalId: text('signal_id').notNull(),
  handoffId: text('handoff_id').notNull(),
})

export const handoffs = pgTable('handoffs', {
  workspaceId: workspaceId(),
  id: id(),
  point: text('point').notNull(),
  ...recordColumns(),
  personalId: text('personal_id').notNull(),
  state: text('state').$type<HandoffState>().notNull(),
  ownerId: text('owner_id').notNull(),
  backupId: text('backup_id'),
  /** Null: nobody in particular. */
  senderId: text('sender_id'),
  dueAt: instant('due_at'),
  nextDueAt: instant('next_due_at'),
  version: integer('version').notNull(),
  closedAt: instant('closed_at'),
  body: jsonb('body').$type<Handoff>().notNull(),
})

export const events = pgTable('events', {
  workspaceId: workspaceId(),
  handoffId: text('handoff_id').notNull(),
  seq: integer('seq').notNull(),
  type: text('type').$type<HandoffEvent['type']>().notNull(),
  at: instant('at').notNull(),
  actorId: text('actor_id'),
  playbookVersion: integer('playbook_version').notNull(),
  dims: jsonb('dims').$type<Dimensions>().notNull(),
  body: jsonb('body').$type<HandoffEvent>().notNull(),
})

export const decisions = pgTable('decisions', {
  workspaceId: workspaceId(),
  id: id(),
  handoffId: text('handoff_id').notNull(),
  at: instant('at').notNull(),
  playbookVersion: integer('playbook_version').notNull(),
  inputs: jsonb('inputs').$type<RouteInputs>().notNull(),
  route: jsonb('route').$type<Route>().notNull(),
})

export const turns = pgTable('turns', {
  workspaceId: workspaceId(),
  id: id(),
  pool: text('pool').notNull(),
  tier: text('tier').notNull(),
  personId: text('person_id').notNull(),
  handoffId: text('handoff_id'),
  turns: integer('turns').notNull(),
  reason: text('reason').$type<TurnReason>().notNull(),
  at: instant('at').notNull(),
  byId: text('by_id'),
  note: text('note'),
  until: instant('until'),
  ofId: text('of_id'),
})

export const poolLevels = pgTable('pool_levels', {
  workspaceId: workspaceId(),
  pool: text('pool').notNull(),
  tier: text('tier').notNull(),
  personId: text('person_id').notNull(),
  turns: integer('turns').notNull(),
  lastAt: instant('last_at'),
  weight: integer('weight'),
  isOut: boolean('is_out').notNull().default(false),
})

export const steps = pgTable('steps', {
  workspaceId: workspaceId(),
  handoffId: text('handoff_id').notNull(),
  cycle: integer('cycle').notNull(),
  step: text('step').notNull(),
  at: instant('at').notNull(),
})

export const acts = pgTable('acts', {
  workspaceId: workspaceId(),
  personId: text('person_id').notNull(),
  key: text('key').notNull(),
  handoffId: text('handoff_id').notNull(),
  answer: jsonb('answer').$type<ActAnswer>().notNull(),
  at: instant('at').notNull(),
})

export const deliveries = pgTable('deliveries', {
  workspaceId: workspaceId(),
  id: id(),
  lane: text('lane').notNull(),
  seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
  kind: text('kind').$type<DeliveryBody['kind']>().notNull(),
  handoffId: text('handoff_id'),
  body: jsonb('body').$type<DeliveryBody>().notNull(),
  state: text('state').$type<'due' | 'done' | 'failed'>().notNull().default('due'),
  attempts: integer('attempts').notNull().default(0),
  nextDueAt: instant('next_due_at'),
  leased: boolean('leased').notNull().default(false),
  problem: text('problem'),
  result: jsonb('result').$type<{ externalId?: string; differs?: string }>(),
  createdAt: instant('created_at').notNull(),
  doneAt: instant('done_at'),
})

export const audit = pgTable('audit', {
  workspaceId: workspaceId(),
  id: id(),
  at: instant('at').notNull(),
  actorId: text('actor_id'),
  act: text('act').notNull(),
  target: text('target'),
  body: jsonb('body').$type<Record<string, string | number | boolean | null>>().notNull().default({}),
})
