import { randomUUID } from 'node:crypto'
import type { RecordType } from '../../../shared/record.ts'
import type { PatchBody, RecordBody } from './change.ts'
import { entryBook } from './entries.ts'
import type { DemoChange, DemoRecord, Scalar } from './record.ts'
import { fromSeed, stageNamed } from './record.ts'
import { Refusal } from './refusal.ts'
import type { DemoState, Effect, HookEvent } from './state.ts'

/** Who changes something, and under which `Idempotency-Key`. */
export type By = { actor: string; key?: string }

/**
 * The records and everything that may happen to them. Each call either throws a `Refusal` and leaves all as it was, or
 * applies its change, notes the effect and puts the webhook call for it into the state; keeping the state is the caller's.
 */
export const recordBook = (state: DemoState, now: () => Date) => {
  const iso = (): string => now().toISOString()

  const find = (type: RecordType, id: string): DemoRecord | undefined =>
    state.records.find((record) => record.type === type && record.id === id)

  const get = (type: RecordType, id: string): DemoRecord => {
    const found = find(type, id)
    if (!found) throw new Refusal('not-found')
    return found
  }

  const userNamed = (email: string, field: string): string => {
    const wanted = email.trim().toLowerCase()
    const user = state.users.find((each) => each.email.toLowerCase() === wanted)
    if (!user) throw new Refusal('unknown-owner', field)
    return user.email
  }

  const linked = (type: RecordType, id: string, field: string): DemoRecord => {
    const found = find(type, id)
    if (!found) throw new Refusal('invalid-field', field, 'No such record')
    return found
  }

  const stageOf = (type: RecordType, stage: string): string => {
    const found = stageNamed(type, stage)
    if (found === undefined) throw new Refusal('unknown-stage', 'stage')
    return found
  }

  const note = (record: DemoRecord, by: By, kinds: Effect['kind'][], event: HookEvent['event']): void => {
    const at = iso()
    const subject = { type: record.type, recordId: record.id, actor: by.actor, at }
    const id = `evt-${randomUUID()}`
    const key = by.key === undefined ? {} : { key: by.key }
    for (const kind of kinds) state.effects.push({ kind, ...subject, ...key, event: id })
    state.hooks.push({ id, event, ...subject })
    record.updatedAt = at
  }

  /** A value that is there already is no change: nothing is noted and nobody is told. */
  const patch = (type: RecordType, id: string, body: PatchBody, by: By): DemoRecord => {
    const record = get(type, id)
    const user = body.byEmail === undefined ? undefined : userNamed(body.byEmail, 'byEmail')
    const ownerEmail = body.ownerEmail === undefined ? record.ownerEmail : userNamed(body.ownerEmail, 'ownerEmail')
    const stage = body.stage === undefined ? record.stage : stageOf(type, body.stage)
    const kinds: Exclude<DemoChange['what'], 'created'>[] = []
    const change = (what: (typeof kinds)[number], from: Scalar | undefined, to: Scalar | undefined, field?: string) => {
      if (from === to) return
      kinds.push(what)
      const named = { ...(user === undefined ? {} : { by: user }), what, ...(field === undefined ? {} : { field }) }
      record.changes.push({ at: iso(), actor: by.actor, ...named, ...words('from', from), ...words('to', to) })
    }
    change('owner', record.ownerEmail, ownerEmail)
    change('stage', record.stage, stage)
    for (const [field, value] of Object.entries(body.fields ?? {})) {
      const to = value === '' || value === null ? undefined : value
      change('field', record.fields[field] ?? undefined, to, field)
      if (to === undefined) delete record.fields[field]
      else record.fields[field] = to
    }
    Object.assign(record, { ownerEmail, stage })
    if (kinds.length > 0) note(record, by, [...new Set(kinds)], 'record.changed')
    return record
  }

  const create = (type: RecordType, body: RecordBody, by: By): DemoRecord => {
    const { ownerEmail, stage, companyId, contactId, ...rest } = Object.fromEntries(
      Object.entries(body).filter(([, value]) => value !== undefined && value !== ''),
    ) as RecordBody
    const owner = ownerEmail === undefined ? undefined : userNamed(ownerEmail, 'ownerEmail')
    const company = companyId === undefined ? undefined : linked('company', companyId, 'companyId')
    const links = {
      ...linksOf(state.records, rest.email),
      ...(company === undefined ? {} : { companyId: company.id, company: rest.company ?? company.name }),
      ...(contactId === undefined ? {} : { contactId: linked('contact', contactId, 'contactId').id }),
    }
    const record = fromSeed(
      {
        type,
        id: nextId(state.records),
        ...rest,
        ...links,
        ...(owner === undefined ? {} : { ownerEmail: owner }),
        ...(stage === undefined ? {} : { stage: stageOf(type, stage) }),
      },
      iso(),
    )
    record.changes.push({ at: iso(), actor: by.actor, what: 'created' })
    state.records.push(record)
    note(record, by, ['created'], 'record.created')
    if (type === 'deal')
      for (const each of belongingTo(record)) note(each, { actor: by.actor }, ['field'], 'record.changed')
    return record
  }

  /** A company and a contact show their deals: a new one is news of theirs. */
  const belongingTo = ({ companyId = '', contactId = '' }: DemoRecord): DemoRecord[] =>
    [find('company', companyId), find('contact', contactId)].filter((each) => each !== undefined)

  /** Newest first. */
  const list = (type: RecordType): DemoRecord[] =>
    state.records
      .filter((record) => record.type === type)
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id, 'en', { numeric: true }))

  return { find, get, list, patch, create, ...entryBook({ state, iso, get, userNamed, note }) }
}
export type RecordBook = ReturnType<typeof recordBook>

const words = (name: 'from' | 'to', value: Scalar | undefined): Partial<DemoChange> =>
  value === undefined || value === null ? {} : { [name]: String(value) }

const nextId = (records: DemoRecord[]): string =>
  String(Math.max(1_000, ...records.map((record) => Number(record.id)).filter(Number.isSafeInteger)) + 1)

/** The company and the contact that a new lead belongs to, by its e-mail address. */
const linksOf = (records: DemoRecord[], email: string | undefined): Pick<DemoRecord, 'companyId' | 'contactId'> => {
  const address = email?.toLowerCase()
  if (address === undefined) return {}
  const contact = records.find((record) => record.type === 'contact' && record.email?.toLowerCase() === address)
  const domain = address.split('@')[1]
  const company = records.find((record) => record.type === 'company' && record.fields.domain === domain)
  return { ...(company ? { companyId: company.id } : {}), ...(contact ? { contactId: contact.id } : {}) }
}
