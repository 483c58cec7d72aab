import * as z from 'zod/mini'
import type { RecordRef } from '../../../shared/record.ts'
import { CrmError, type ConnectorFactory, type CrmWrite, type WriteResult } from '../connector.ts'
import { changesSince } from './changes.ts'
import { parseHook } from './hook.ts'
import { DemoEntry, DemoRecord, isRecordId, pathOf, toCrmRecord } from './record.ts'
import { demoHttp } from './http.ts'

/** For reading and writing together. */
const CALL_MS_MAX = 10_000

/** The demo CRM that comes with Baton. `secret`: `apiKey`. Its webhooks are signed with `hookSecret`. */
export const demoConnector: ConnectorFactory = (context) => {
  const { config } = context
  const http = demoHttp(context)

  const record = (ref: RecordRef, signal: AbortSignal): Promise<DemoRecord | 'gone'> =>
    http(DemoRecord, { method: 'GET', path: `/api${pathOf(ref)}`, signal })

  return {
    read: async (ref) => {
      if (!isRecordId(ref.id)) return 'gone'
      const found = await record(ref, AbortSignal.timeout(CALL_MS_MAX))
      return found === 'gone' ? 'gone' : toCrmRecord(ref, found)
    },

    write: async (ref, write, key) => {
      const gone = (): CrmError =>
        new CrmError(`The demo CRM has no ${ref.type} «${ref.id}» any more`, { retry: false })
      if (!isRecordId(ref.id)) throw gone()
      const signal = AbortSignal.timeout(CALL_MS_MAX)
      const path = `/api${pathOf(ref)}`
      const { method, suffix, body } = requestFor(write)
      const written = await http(DemoEntry, { method, path: `${path}${suffix}`, body, key, signal })
      if (written === 'gone') throw gone()
      const after = await record(ref, signal)
      if (after === 'gone') throw gone()
      return compare(write, written.id, after)
    },

    changesSince: (cursor) => changesSince(http, config.id, cursor, AbortSignal.timeout(CALL_MS_MAX)),

    parseHook: (request) => Promise.resolve(parseHook(config, request)),

    recordUrl: (ref) => `${config.baseUrl}${pathOf(ref)}`,
  }
}

const requestFor = (write: CrmWrite): { method: 'PATCH' | 'POST'; suffix: string; body: object } => {
  switch (write.kind) {
    case 'owner':
      return { method: 'PATCH', suffix: '', body: { ownerEmail: write.ownerEmail } }
    case 'stage':
      return { method: 'PATCH', suffix: '', body: { stage: write.stage } }
    case 'activity':
      return {
        method: 'POST',
        suffix: '/activities',
        body: { channel: write.channel, summary: write.summary, byEmail: write.byEmail, at: write.at },
      }
    case 'task':
      return write.as === 'call' || write.as === 'meeting'
        ? { method: 'POST', suffix: '/activities', body: planned(write, write.as) }
        : {
            method: 'POST',
            suffix: '/tasks',
            body: { summary: write.summary, dueAt: write.dueAt, ownerEmail: write.ownerEmail },
          }
  }
}

const MEETING_MIN = 30

const planned = (write: Extract<CrmWrite, { kind: 'task' }>, channel: 'call' | 'meeting'): object => {
  const { summary, dueAt: at, ownerEmail: byEmail, durationMin = MEETING_MIN } = write
  const ends = Date.parse(at) + durationMin * 60_000
  const endsAt = channel === 'meeting' && Number.isFinite(ends) ? { endsAt: new Date(ends).toISOString() } : {}
  return { channel, state: 'planned', summary, byEmail, at, ...endsAt }
}

/** What the CRM shows now beside what was written. */
const compare = (write: CrmWrite, id: string, after: DemoRecord): WriteResult => {
  switch (write.kind) {
    case 'owner':
      return isSame(after.ownerEmail, write.ownerEmail)
        ? {}
        : { differs: `The demo CRM shows ${after.ownerEmail ?? 'nobody'} as the owner, not ${write.ownerEmail}` }
    case 'stage':
      return isSame(after.stage, write.stage)
        ? {}
        : { differs: `The demo CRM shows the stage «${after.stage ?? 'none'}», not «${write.stage}»` }
    case 'activity':
      return has(after.activities, id)
        ? { externalId: id }
        : { externalId: id, differs: 'The demo CRM does not show the activity' }
    case 'task':
      return has(after.tasks, id) || has(after.activities, id)
        ? { externalId: id }
        : { externalId: id, differs: `The demo CRM does not show the ${write.as ?? 'task'}` }
  }
}

const has = (entries: unknown[] | undefined, id: string): boolean =>
  (entries ?? []).some((entry) => z.safeParse(DemoEntry, entry).data?.id === id)

const isSame = (shown: string | undefined, written: string): boolean =>
  shown?.toLowerCase() === written.trim().toLowerCase()
