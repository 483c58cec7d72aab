import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { RecordType } from '../../../shared/record.ts'
import type { ConnectionConfig, HookChange, HookRequest } from '../connector.ts'
import { OWN_ACTOR } from './actor.ts'
import { isRecordId } from './record.ts'

const HookBody = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  event: z.enum(['record.created', 'record.changed']),
  type: RecordType,
  recordId: z.string().check(z.refine(isRecordId)),
  actor: z.string(),
})

/** One call is one event, signed by `x-demo-signature: sha256=` and the hex HMAC-SHA256 of the raw body. */
export const parseHook = (
  config: Pick<ConnectionConfig, 'id' | 'hookSecret'>,
  request: HookRequest,
): HookChange[] | 'refused' | 'malformed' => {
  if (!isSigned(config.hookSecret, request)) return 'refused'
  const body = parseBody(request.rawBody)
  if (!body) return 'malformed'
  if (body.actor === OWN_ACTOR) return []
  return [{ ref: { connection: config.id, type: body.type, id: body.recordId }, key: body.id, actor: body.actor }]
}

/** An empty secret signs nothing. */
const isSigned = (secret: string, { headers, rawBody }: HookRequest): boolean => {
  const signature = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-demo-signature')?.[1] ?? ''
  const hex = /^sha256=([0-9a-f]{64})$/.exec(signature)?.[1]
  if (hex === undefined || secret === '') return false
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', secret).update(rawBody).digest())
}

const parseBody = (rawBody: string): z.infer<typeof HookBody> | undefined => {
  try {
    return z.safeParse(HookBody, JSON.parse(rawBody)).data
  } catch {
    return undefined
  }
}
