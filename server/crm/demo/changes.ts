import * as z from 'zod/mini'
import { RecordType } from '../../../shared/record.ts'
import { CrmError, type Changes, type HookChange } from '../connector.ts'
import { OWN_ACTOR } from './actor.ts'
import type { demoHttp } from './http.ts'
import { isRecordId } from './record.ts'

const DemoChanges = z.object({
  items: z.array(
    z.object({
      event: z.optional(z.string()),
      type: RecordType,
      recordId: z.string(),
      actor: z.string(),
    }),
  ),
  next: z.int(),
  more: z.boolean(),
})

/** What the demo CRM's webhooks told or should have told since; each of its events names who did it, so ours are left out. */
export const changesSince = async (
  http: ReturnType<typeof demoHttp>,
  connection: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Changes> => {
  const path = cursor === null ? '/api/changes' : `/api/changes?after=${encodeURIComponent(cursor)}`
  const answer = await http(DemoChanges, { method: 'GET', path, signal })
  if (answer === 'gone') throw new CrmError('This address does not answer as the demo CRM does', { retry: true })
  const told = new Map<string, HookChange>()
  for (const { event, type, recordId, actor } of answer.items)
    if (event !== undefined && actor !== OWN_ACTOR && isRecordId(recordId))
      told.set(event, { ref: { connection, type, id: recordId }, key: event, actor })
  return { changes: [...told.values()], cursor: String(answer.next), more: answer.more }
}
