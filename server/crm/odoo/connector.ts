import { setTimeout as wait } from 'node:timers/promises'
import type { ConnectorFactory, CrmRecord } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { writeOwner, writeStage } from './change.ts'
import { parseHook } from './hook.ts'
import { typeAtPlace } from './action.ts'
import { changesSince } from './changes.ts'
import { checkSetUp } from './check.ts'
import { readBeside } from './beside.ts'
import { writeMeeting } from './meeting.ts'
import { odooHttp } from './http.ts'
import { remembering } from './remember.ts'
import { odooCall } from './transport.ts'
import { readLead } from './lead.ts'
import { readPartner } from './partner.ts'
import { placeOf } from './place.ts'
import { writeNote, writeTask } from './touch.ts'
import { ownUserId } from './user.ts'

const CALL_MS_MAX = 10_000
/** Odoo waits for one second while a webhook is answered. */
const HOOK_MS_MAX = 500
/** Odoo's actions change when somebody configures it. */
const PLACES_KEPT = { forMs: 5 * 60_000, atMost: 500 }

/**
 * Odoo 19 and later, run against 19; and Odoo 18 by its older interface, which was run against 19 too, never against an 18.
 * `secret`: `apiKey`, a user's API key; `database`, needed where one Odoo serves several, and by Odoo 18; `login`, that of
 * the key's user, for Odoo 18 only. That user should be one of Baton's own (the echoes are told by it) and needs Sales
 * «User: All Documents», no more; with an administrator's key the pages and webhooks that an administrator made are known too.
 */
export const odooConnector: ConnectorFactory = (context) => {
  const { config } = context
  const http = odooHttp(context)
  const call = odooCall(config, http)
  let own: Promise<number> | undefined
  const ownUser = (): Promise<number> => {
    own ??= ownUserId(call, AbortSignal.timeout(CALL_MS_MAX)).catch((error: unknown) => {
      own = undefined
      throw error
    })
    return own
  }

  const typeAt = remembering((place) => typeAtPlace(call, place, AbortSignal.timeout(CALL_MS_MAX)), PLACES_KEPT)

  return {
    read: async (ref): Promise<CrmRecord | 'gone'> => {
      const place = placeOf(ref)
      if (!place) return 'gone'
      const signal = AbortSignal.timeout(CALL_MS_MAX)
      const beside = () => readBeside(call, config.id, place, ownUser, signal)
      const read = place.model === 'crm.lead' ? readLead : readPartner
      return await read(call, ref, place.id, beside, signal)
    },

    write: async (ref, write, key) => {
      const place = placeOf(ref)
      if (!place) throw new CrmError(`Odoo has no record «${ref.id}»`, { retry: false })
      const signal = AbortSignal.timeout(CALL_MS_MAX)
      switch (write.kind) {
        case 'owner':
          return await writeOwner(call, place, write, signal)
        case 'stage':
          return await writeStage(call, place, write, signal)
        case 'activity':
          return await writeNote(call, place, write, key, signal)
        case 'task':
          return await (write.as === 'meeting' ? writeMeeting : writeTask)(call, place, write, key, signal)
      }
    },

    parseHook: (request) =>
      parseHook(config, request, () =>
        Promise.race([ownUser(), wait(HOOK_MS_MAX, undefined, { ref: false })]).catch(() => undefined),
      ),

    recordUrl: (ref) => {
      const slug = ref.type === 'lead' || ref.type === 'deal' ? 'crm' : 'res.partner'
      return `${config.baseUrl}/odoo/${slug}/${encodeURIComponent(ref.id)}`
    },

    changesSince: (cursor) => changesSince(call, config.id, cursor, AbortSignal.timeout(CALL_MS_MAX)),
    typeAt,
    check: (expected) => checkSetUp({ config, http, call }, expected, AbortSignal.timeout(CALL_MS_MAX)),
  }
}
