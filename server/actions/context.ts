import type { ContextEntry } from '../../shared/context.ts'
import type { Buyer } from '../../shared/signal.ts'
import { fillContext, givenField, type Source } from '../domain/context.ts'
import type { Deadline, HandoffPoint } from '../../shared/point.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { personalById, seenRecord } from '../store/records.ts'
import { signalsOf, type StoredSignal } from '../store/signals.ts'
import type { PersonalBody } from '../store/bodies.ts'
import { earlierEntries } from '../store/handoffLists.ts'
import { type StoredHandoff } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'

/**
 * The items of a handoff with their provenance: what people filled in, the latest signal, the CRM's record, what was filled in at the
 * record's earlier handoffs, then Baton itself.
 */
export const contextOf = async (
  tx: Tx,
  stored: StoredHandoff,
  desk: Desk,
  crmName: string,
  now: Now = {},
): Promise<{ context: ContextEntry[]; buyer: Buyer; askedFor: string | null }> => {
  const { handoff } = stored
  const signals = await signalsOf(tx, stored.id)
  const bodies = await bodiesOf(tx, handoff.record, signals)
  const seen = await seenRecord(tx, handoff.record)
  const earlier = await earlierEntries(tx, handoff.record, stored.id)
  const sources = [
    ...nowSources(tx, now, desk.people, crmName),
    ...(await givenSources(tx, handoff.entries, desk.people)),
    ...signals.toReversed().map((signal) => signalSource(signal, bodies.get(signal.personalId))),
    ...crmSource(seen, crmName),
    ...(await givenSources(tx, earlier, desk.people)),
    batonSource(stored, desk, signals),
  ]
  const context = fillContext(desk.point.context, sources)
  const buyer = Object.assign(
    {},
    seen?.record.buyer,
    ...signals.map(({ personalId }) => buyerIn(bodies.get(personalId))),
  ) as Buyer
  return { context, buyer, askedFor: context.find(({ item }) => item === 'next_step')?.lines[0]?.text ?? null }
}

/** A colleague's signal may be a touchpoint of somebody's handoff; who they are is said of nobody but them. */
const bodiesOf = async (tx: Tx, { type, id }: RecordRef, signals: readonly StoredSignal[]) => {
  const bodies = await personalById(
    tx,
    signals.map(({ personalId }) => personalId),
  )
  const isPerson = type === 'lead' || type === 'contact'
  for (const { recordType, recordId, personalId } of signals) {
    const body = bodies.get(personalId)
    const isOwn = recordType === type && recordId === id
    if (isPerson && !isOwn && body?.kind === 'signal') bodies.set(personalId, { ...body, buyer: {} })
  }
  return bodies
}

/** What is known for a point before there is a handoff; `given` is what somebody fills in now, `fields` what the record is to hold. */
export const contextOfRecord = async (
  tx: Tx,
  record: RecordRef,
  point: HandoffPoint,
  people: Desk['people'],
  crmName: string,
  now: Now = {},
): Promise<ContextEntry[]> =>
  fillContext(point.context, [
    ...nowSources(tx, now, people, crmName),
    ...crmSource(await seenRecord(tx, record), crmName),
    ...(await givenSources(tx, await earlierEntries(tx, record, null), people)),
  ])

/** What somebody fills in now, and what the record is to hold. */
type Now = { given?: Extract<PersonalBody, { kind: 'context' }>; fields?: Record<string, string> }

const nowSources = (tx: Tx, { given, fields }: Now, people: Desk['people'], crmName: string): Source[] => [
  ...(given === undefined ? [] : [givenSource(given, people)]),
  ...(fields === undefined
    ? []
    : [
        {
          from: 'crm' as const,
          by: crmName,
          at: new Date(tx.now).toISOString(),
          values: texts(prefixed('crm', fields)),
        },
      ]),
]

const crmSource = (seen: Awaited<ReturnType<typeof seenRecord>>, crmName: string): Source[] =>
  seen === null
    ? []
    : [
        {
          from: 'crm',
          by: crmName,
          at: new Date(seen.seenAt).toISOString(),
          values: texts({
            ...prefixed('crm', inWordsToo(seen.record.fields)),
            'crm.stage': seen.record.stage,
            'crm.company': seen.record.company,
            ...prefixed('buyer', seen.record.buyer),
          }),
        },
      ]

/** What people filled in, the latest first. */
const givenSources = async (tx: Tx, entries: readonly string[], people: Desk['people']): Promise<Source[]> => {
  const bodies = await personalById(tx, entries)
  return entries.toReversed().flatMap((entry): Source[] => {
    const body = bodies.get(entry)
    return body?.kind === 'context' ? [givenSource(body, people)] : []
  })
}

/** A person's own words, as a source of context. */
const givenSource = (
  { by, at, values }: Extract<PersonalBody, { kind: 'context' }>,
  people: Desk['people'],
): Source => ({
  from: 'person',
  by: people.get(by)?.name ?? by,
  at: new Date(at).toISOString(),
  values: Object.fromEntries(Object.entries(values).map(([item, text]) => [givenField(item), text])),
})

const buyerIn = (body: PersonalBody | undefined): Buyer => (body?.kind === 'signal' ? body.buyer : {})

const signalSource = (signal: StoredSignal, body: PersonalBody | undefined): Source => ({
  from: 'signal',
  by: signal.source,
  at: new Date(signal.occurredAt).toISOString(),
  values: texts({
    'signal.kind': sentence(signal.kind),
    'signal.source': signal.source,
    ...(body?.kind === 'signal' ? { ...prefixed('fields', body.fields), ...prefixed('buyer', body.buyer) } : {}),
  }),
})

const batonSource = (
  stored: StoredHandoff,
  { point, tier, people }: Desk,
  signals: readonly StoredSignal[],
): Source => {
  const { offer, record } = stored.handoff
  const rule = point.tiers[tier]
  const backup = offer.backup === null ? null : people.get(offer.backup)?.name
  return {
    from: 'baton',
    by: 'Baton',
    at: new Date(offer.accept.startedAt).toISOString(),
    values: texts({
      'baton.record': record.type,
      'baton.touchpoints': signals
        .map(
          ({ kind, source, occurredAt }) =>
            `${sentence(kind)} · ${source} · ${new Date(occurredAt).toISOString().slice(0, 10)}`,
        )
        .join('\n'),
      'baton.owners': `${people.get(offer.owner)?.name ?? offer.owner}${backup ? `, backup ${backup}` : ''}`,
      'baton.sla':
        rule === null
          ? undefined
          : `${sentence(tier)} intent: accept ${inWords(rule.accept)}, first touch ${inWords(rule.touch)}`,
    }),
  }
}

const inWords = (rule: Deadline): string => {
  if (rule.kind === 'close_of_next_day') return 'by the close of the next business day'
  const time = rule.minutes % 60 === 0 ? `${rule.minutes / 60} working h` : `${rule.minutes} working min`
  return rule.kind === 'working' ? `within ${time}` : `within ${time}, the same business day`
}

/** A bare number says nothing in a list of values. */
const inWordsToo = (fields: CrmRecord['fields']): CrmRecord['fields'] =>
  typeof fields.company_size === 'number' ? { ...fields, company_size: `${fields.company_size} employees` } : fields

const sentence = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')

const prefixed = (prefix: string, values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]))

const texts = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined || value === false ? [] : [[name, String(value)]],
    ),
  )
