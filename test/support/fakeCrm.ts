import type { SetUpCheck } from '../../shared/connection.ts'
import {
  type Changes,
  type Connector,
  type CrmActivity,
  CrmError,
  type CrmRecord,
  type CrmWrite,
  type HookChange,
} from '../../server/crm/connector.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'

type Owner = Pick<CrmRecord, 'ownerEmail' | 'ownerLogin' | 'ownerName' | 'ownerSetBy'>

/** A CRM in memory that keeps its records and counts what was done to them: one effect a key, as a real connector sees to. */
export type FakeCrm = Connector & {
  put(record: CrmRecord): void
  remove(ref: RecordRef): void
  /** Somebody there makes this user the owner; without an address nobody. */
  setOwner(ref: RecordRef, owner: Owner): void
  ownerOf(ref: RecordRef): string | undefined
  /** Somebody there does something, or plans it: a call out that a person made, unless it is said otherwise. */
  log(ref: RecordRef, activity: Partial<CrmActivity> & Pick<CrmActivity, 'at'>): CrmActivity
  /** Somebody there changes the record: its stage, its fields, what it is linked to. */
  edit(ref: RecordRef, change: Partial<CrmRecord>): void
  /** Something changed there: what asking for changes tells, whether its webhook comes through or not. */
  change(ref: RecordRef): HookChange
  /** Every change that was made by us, in order. */
  effects: { ref: RecordRef; write: CrmWrite; key: string }[]
  /** How many calls came in, also repeated ones; asking for changes is counted apart. */
  calls(): number
  /** The cursors that changes were asked for with. */
  asked: (string | null)[]
  /** The next so many calls fail as if it were down. */
  failNext(times: number, error?: CrmError): void
  /** The same for asking for changes. */
  failAsking(times: number, error?: CrmError): void
  /** The next call has its answer already, and gives it only when it is let go; so does asking, by the other. */
  holdNext(): { begun: Promise<void>; letGo(): void }
  holdAsking(): { begun: Promise<void>; letGo(): void }
}

const DOWN = new CrmError('The CRM does not answer.', { retry: true })
/** Few, so that a poll has to go on. */
const CHANGES_AT_ONCE = 3

/** Counts down failures, and holds back what is to be held. */
const line = () => {
  let failing = { times: 0, error: DOWN }
  let held: { begin: () => void; gone: Promise<void> } | null = null
  return {
    fail: (times: number, error = DOWN) => {
      failing = { times, error }
    },
    hold: () => {
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      const { promise: gone, resolve: letGo } = Promise.withResolvers<void>()
      held = { begin, gone }
      return { begun, letGo }
    },
    answer: async <T>(value: () => T): Promise<T> => {
      if (failing.times > 0) {
        failing = { ...failing, times: failing.times - 1 }
        throw failing.error
      }
      const given = value()
      const holding = held
      held = null
      holding?.begin()
      await holding?.gone
      return given
    },
  }
}

export const createFakeCrm = (): FakeCrm => {
  const records = new Map<string, CrmRecord>()
  const effects: FakeCrm['effects'] = []
  const told: HookChange[] = []
  const asked: FakeCrm['asked'] = []
  const calling = line()
  const asking = line()
  let calls = 0
  const answer = <T>(value: () => T): Promise<T> => {
    calls += 1
    return calling.answer(value)
  }
  const setOwner: FakeCrm['setOwner'] = (ref, owner) => {
    const known = records.get(recordKey(ref))
    if (known === undefined) return
    const { ownerEmail: _, ownerLogin: __, ownerName: ___, ownerSetBy: ____, ...rest } = known
    records.set(recordKey(ref), { ...rest, ...owner })
  }
  let logged = 0
  const edit: FakeCrm['edit'] = (ref, change) => {
    const known = records.get(recordKey(ref))
    if (known === undefined) return
    records.set(recordKey(ref), { ...known, ...change, fields: { ...known.fields, ...change.fields } })
  }
  const log: FakeCrm['log'] = (ref, activity) => {
    const made: CrmActivity = { id: `activity-${(logged += 1)}`, kind: 'call', human: true, state: 'done', ...activity }
    if (made.kind !== 'note' && made.kind !== 'task') made.direction ??= 'outbound'
    const before = records.get(recordKey(ref))?.activities ?? []
    edit(ref, { activities: [...before.filter(({ id }) => id !== made.id), made].toSorted(byTime) })
    return made
  }
  const apply = (ref: RecordRef, write: CrmWrite): void => {
    const ours = { human: false, ours: true }
    if (write.kind === 'owner') setOwner(ref, { ownerEmail: write.ownerEmail, ownerSetBy: { name: 'Baton' } })
    if (write.kind === 'stage') edit(ref, { stage: write.stage, stageSetBy: { name: 'Baton' } })
    if (write.kind === 'activity')
      log(ref, { ...ours, ...written(write, write.byEmail, write.at), kind: write.channel })
    if (write.kind === 'task')
      log(ref, {
        ...ours,
        ...written(write, write.ownerEmail, write.dueAt),
        kind: write.as ?? 'task',
        state: 'planned',
      })
  }
  return {
    effects,
    asked,
    setOwner,
    log,
    edit,
    ownerOf: (ref) => records.get(recordKey(ref))?.ownerEmail,
    calls: () => calls,
    put: (record) => records.set(recordKey(record.ref), record),
    remove: (ref) => records.delete(recordKey(ref)),
    change: (ref) => {
      const change = { ref, key: `change-${told.length + 1}` }
      told.push(change)
      return change
    },
    failNext: calling.fail,
    failAsking: asking.fail,
    holdNext: calling.hold,
    holdAsking: asking.hold,
    read: (ref) => answer(() => records.get(recordKey(ref)) ?? 'gone'),
    write: (ref, write, key) =>
      answer(() => {
        if (!records.has(recordKey(ref))) throw new CrmError('The CRM has no such record.', { retry: false })
        if (!effects.some((effect) => effect.key === key)) {
          effects.push({ ref, write, key })
          apply(ref, write)
        }
        return {}
      }),
    parseHook: ({ rawBody }) => Promise.resolve(JSON.parse(rawBody) as never),
    recordUrl: ({ type, id }) => `https://crm.example/${type}s/${id}`,
    changesSince: (cursor): Promise<Changes> => {
      asked.push(cursor)
      return asking.answer(() => {
        const from = cursor === null ? told.length : Number(cursor)
        const to = Math.min(told.length, from + CHANGES_AT_ONCE)
        return { changes: told.slice(from, to), cursor: String(to), more: to < told.length }
      })
    },
    typeAt: (place) => answer(() => (place === 'crm' ? 'lead' : null)),
    check: ({ emails, hookHeard }): Promise<SetUpCheck[]> =>
      Promise.resolve([
        { step: 'reach', state: 'ok', detail: 'It answers.' },
        { step: 'people', state: 'ok', detail: emails.join(', ') },
        { step: 'webhook', state: hookHeard ? 'ok' : 'warning', detail: 'Whether it was heard.' },
      ]),
  }
}

const byTime = (a: CrmActivity, b: CrmActivity): number => Date.parse(a.at) - Date.parse(b.at)
const written = ({ summary }: { summary: string }, byEmail: string, at: string) => ({ summary, byEmail, at })
