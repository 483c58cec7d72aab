import type { ContextEntry } from '../../shared/context.ts'
import type { Buyer } from '../../shared/signal.ts'
import { fillContext, type Source } from '../domain/context.ts'
import type { Deadline } from '../../shared/playbook.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { personalById, seenRecord } from '../store/records.ts'
import { signalsOf, type StoredSignal } from '../store/signals.ts'
import type { PersonalBody } from '../store/bodies.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'

/** The twelve items of a handoff with their provenance: the latest signal first, then the CRM's record, then Baton itself. */
export const contextOf = async (
  tx: Tx,
  stored: StoredHandoff,
  desk: Desk,
  crmName: string,
): Promise<{ context: ContextEntry[]; buyer: Buyer; askedFor: string | null }> => {
  const signals = await signalsOf(tx, stored.id)
  const bodies = await personalById(
    tx,
    signals.map(({ personalId }) => personalId),
  )
  const seen = await seenRecord(tx, stored.handoff.record)
  const signalSources = signals.toReversed().map((signal) => signalSource(signal, bodies.get(signal.personalId)))
  const crmSource: Source[] =
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
  const sources = [...signalSources, ...crmSource, batonSource(stored, desk, signals)]
  const context = fillContext(desk.point.context, sources)
  const buyer = Object.assign(
    {},
    seen?.record.buyer,
    ...signals.map(({ personalId }) => buyerIn(bodies.get(personalId))),
  ) as Buyer
  return { context, buyer, askedFor: context.find(({ item }) => item === 'next_step')?.lines[0]?.text ?? null }
}

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
