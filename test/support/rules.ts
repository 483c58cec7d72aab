import { whole } from './books.ts'
import { type Caller, CALLERS, type Rule, type Target } from './matrix.ts'

const SIGNED_IN: Caller[] = ['rep', 'manager', 'revops', 'admin']
const KEEPERS: Caller[] = ['revops', 'admin']
const EVERYBODY = CALLERS

const PRESSED = { pressedAt: '2026-11-23T10:05:00Z' }
const act =
  (more = {}) =>
  ({ handoffId }: Target, key: string) => ({ handoffId, key, ...PRESSED, ...more })
export const odoo = { kind: 'odoo' as const, name: 'Odoo', baseUrl: 'http://127.0.0.1:1', apiKey: 'a-key-of-odoo' }

/** Every procedure of the server: whom it answers. One that is missing here fails the first test. */
export const RULES: Record<string, Rule> = {
  'auth.exchange': {
    for: EVERYBODY,
    fails: true,
    input: (_, key) => ({ workspace: 'nowhere', verifier: key.padEnd(43, 'v'), code: 'ABCD-EFGH' }),
  },
  'auth.refresh': { for: EVERYBODY, bearer: true, input: ({ refresh }) => ({ refresh }) },
  'auth.signOut': { for: EVERYBODY, bearer: true, input: ({ refresh }) => ({ refresh }) },
  'auth.signOutEverywhere': { for: SIGNED_IN },
  me: { for: SIGNED_IN },
  'connections.list': { for: SIGNED_IN },
  'connections.status': { for: KEEPERS },
  'connections.check': { for: KEEPERS, input: ({ odooId: id }) => ({ ...odoo, id }) },
  'connections.save': { for: KEEPERS, input: ({ odooId: id }) => ({ ...odoo, id }) },
  'connections.typeAt': { for: SIGNED_IN, input: ({ connectionId: connection }) => ({ connection, place: 'crm' }) },
  'handoffs.forRecord': {
    for: SIGNED_IN,
    input: ({ connectionId: connection, recordId: id }) => ({ record: { connection, type: 'lead', id } }),
  },
  'handoffs.accept': { for: SIGNED_IN, input: act() },
  'handoffs.decline': { for: SIGNED_IN, input: act({ reason: 'no_time' }) },
  'handoffs.logTouch': {
    for: SIGNED_IN,
    input: act({ channel: 'call', outcome: 'spoke_interested', next: { name: 'Call', at: '2026-11-24T10:00:00Z' } }),
  },
  'imports.rows': {
    for: KEEPERS,
    input: ({ connectionId: connection, recordId }, key) => ({
      importId: key.padEnd(12, '-'),
      rows: [{ line: 2, cells: { Lead: recordId } }],
      mapping: { Lead: 'record.id' },
      defaults: { connection, recordType: 'lead', source: 'fair', kind: 'content_download' },
      confirmHigh: false,
    }),
  },
  'handoffs.one': { for: SIGNED_IN, input: ({ handoffId: id }) => ({ id }) },
  'handoffs.ask': { for: SIGNED_IN, input: act({ items: ['problem'], giveBack: false }) },
  'handoffs.giveContext': { for: SIGNED_IN, input: act({ values: { problem: 'Depots are planned by hand' } }) },
  'handoffs.recall': { for: SIGNED_IN, input: act() },
  'handoffs.reassign': {
    for: SIGNED_IN,
    input: ({ handoffId, personId: to }, key) => ({ handoffId, key, ...PRESSED, to, note: 'She knows them' }),
  },
  'handoffs.close': { for: SIGNED_IN, input: act({ reason: 'other', note: 'A test' }) },
  'handoffs.reopen': { for: SIGNED_IN, input: act({ note: 'They wrote again' }) },
  'handoffs.decideApproval': { for: SIGNED_IN, input: act({ approve: true }) },
  'handoffs.tellEvidence': { for: SIGNED_IN, input: act({ evidence: 'meeting_booked', note: 'On the phone' }) },
  'handoffs.handOff': {
    for: SIGNED_IN,
    input: ({ connectionId: connection, recordId: id }, key) => ({
      key,
      ...PRESSED,
      record: { connection, type: 'lead', id },
      point: 'sdr_to_ae',
      values: {},
    }),
  },
  'queue.mine': { for: SIGNED_IN },
  'queue.sent': { for: SIGNED_IN },
  'playbook.addDays': {
    for: KEEPERS,
    input: (_, key) => ({ calendar: 'office', text: `no calendar ${key}`, reason: 'Holidays' }),
  },
  'playbook.recalculate': { for: KEEPERS, input: () => ({ point: 'marketing_to_sdr' }) },
  'people.list': { for: ['manager', 'revops', 'admin'] },
  'people.invite': {
    for: KEEPERS,
    input: ({ teamId }, key) => ({ name: 'Nia', email: `${key}@example.com`, role: 'rep', teamId }),
  },
  'people.newLink': { for: KEEPERS, input: ({ personId }) => ({ personId }) },
  'people.revokeLink': { for: KEEPERS, input: ({ personId }) => ({ personId }) },
  'people.setRole': { for: ['admin'], input: ({ personId }) => ({ personId, role: 'rep' }) },
  'playbook.live': { for: ['manager', 'revops', 'admin'] },
  'playbook.export': { for: KEEPERS },
  'playbook.check': { for: KEEPERS, input: () => ({ text: 'points: []' }) },
  'playbook.import': { for: KEEPERS, input: () => ({ text: 'points: []', reason: 'Try' }) },
  'draft.get': { for: KEEPERS },
  'draft.lock': { for: KEEPERS, input: () => ({ takeOver: true }) },
  'draft.release': { for: KEEPERS },
  'draft.save': { for: KEEPERS, fails: true, input: () => ({ revision: 99, playbook: whole() }) },
  'draft.discard': { for: KEEPERS, fails: true, input: () => ({ revision: 99 }) },
  'draft.publish': { for: KEEPERS, fails: true, input: () => ({ revision: 99, over: 1, reason: 'Try' }) },
  'draft.rollBack': { for: KEEPERS, fails: true, input: () => ({ version: 1, over: 99, reason: 'Try' }) },
  'people.signOutEverywhere': { for: ['admin'], input: ({ personId }) => ({ personId }) },
  'availability.mine': { for: SIGNED_IN },
  'availability.addAbsence': {
    for: SIGNED_IN,
    input: () => ({ from: '2027-01-04T00:00:00Z', until: '2027-01-05T00:00:00Z' }),
  },
  'availability.endAbsence': { for: SIGNED_IN, input: () => ({ from: '2027-01-04T00:00:00Z' }) },
  'availability.setPaused': { for: SIGNED_IN, input: () => ({ paused: false }) },
  'turns.pool': { for: SIGNED_IN, input: () => ({ tier: 'high' }) },
  'turns.giveBack': { for: ['manager', 'revops', 'admin'], fails: true, input: ({ turnId }) => ({ turnId }) },
  'turns.credit': {
    for: KEEPERS,
    input: ({ personId }) => ({ pool: 'sdr', tier: 'high', personId, turns: 1, note: 'A test', untilDays: 7 }),
  },
  changes: { for: SIGNED_IN },
}
