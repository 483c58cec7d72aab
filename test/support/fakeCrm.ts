import { type Connector, CrmError, type CrmRecord, type CrmWrite } from '../../server/crm/connector.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'

/** A CRM in memory that keeps its records and counts what was done to them: one effect a key, as a real connector sees to. */
export type FakeCrm = Connector & {
  put(record: CrmRecord): void
  remove(ref: RecordRef): void
  /** Every change that was made, in order. */
  effects: { ref: RecordRef; write: CrmWrite; key: string }[]
  /** How many calls came in, also repeated ones. */
  calls(): number
  /** The next so many calls fail as if it were down. */
  failNext(times: number, error?: CrmError): void
}

export const createFakeCrm = (): FakeCrm => {
  const records = new Map<string, CrmRecord>()
  const effects: FakeCrm['effects'] = []
  let failing = { times: 0, error: new CrmError('The CRM does not answer.', { retry: true }) }
  let calls = 0
  const answer = <T>(value: () => T): Promise<T> => {
    calls += 1
    if (failing.times === 0) return Promise.resolve(value())
    failing = { ...failing, times: failing.times - 1 }
    return Promise.reject(failing.error)
  }
  return {
    effects,
    calls: () => calls,
    put: (record) => records.set(recordKey(record.ref), record),
    remove: (ref) => records.delete(recordKey(ref)),
    failNext: (times, error = failing.error) => {
      failing = { times, error }
    },
    read: (ref) => answer(() => records.get(recordKey(ref)) ?? 'gone'),
    write: (ref, write, key) =>
      answer(() => {
        if (!effects.some((effect) => effect.key === key)) effects.push({ ref, write, key })
        return {}
      }),
    parseHook: ({ rawBody }) => Promise.resolve(JSON.parse(rawBody) as never),
    recordUrl: ({ type, id }) => `https://crm.example/${type}s/${id}`,
  }
}
