import type { ContextItem } from '../../shared/context.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { HistoryEntry, PendingWrite } from '../../shared/handoffParts.ts'
import type { Why } from '../../shared/receipt.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ActResult } from '../worker/contract.ts'
import { spanText } from './countdownText.ts'
import { dayText, type Reader } from './instants.ts'
import { type MessageKey, t, tCode, tFirst } from './messages.ts'
import { firstName } from './names.ts'

/** Codes of the server, said in words. No phrase guesses anybody's gender. */

/** Why this owner, as it goes on after «Why you – » or «Why Ana – ». */
export const whyText = (why: Why, mine: boolean, nowMs: number, reader?: Reader): string => {
  const { instead } = why
  const key = `why.${mine ? 'mine' : 'other'}.${why.reason}`
  const params = {
    name: why.name ?? t(NAMELESS[why.reason] ?? 'why.thisAccount'),
    instead: instead === undefined ? '' : firstName(instead.name),
    until: instead?.awayUntil === undefined ? '' : dayText(Date.parse(instead.awayUntil), nowMs, reader),
  }
  const withInstead = instead === undefined ? [] : [`${key}.instead`]
  const withUntil = instead?.awayUntil === undefined ? [] : [`${key}.insteadUntil`]
  // A team's roles are the playbook's own: those that are known have words of their own.
  const ofRole = why.reason === 'account_team' && why.name !== undefined ? [`${key}.${why.name}`] : []
  return tFirst([...withUntil, ...withInstead, ...ofRole, key], params)
}

const NAMELESS: Partial<Record<Why['reason'], MessageKey>> = { pool: 'why.thePool', crm_changed: 'why.theCrm' }

type Refused = Extract<ActResult, { outcome: 'refused' }>

/** Why an act changed nothing; to the loser of a race also who won, and by how much; to whoever left out items, which. */
export const refusalText = ({ refusal, by, secondsBefore, items }: Refused): string => {
  const who = by === undefined ? t('refusal.someone') : firstName(by.name)
  const params = { by: who, items: listText((items ?? []).map((item) => itemText(item))) }
  if (refusal === 'missing_context' && params.items !== '') return t('refusal.missing_context', params)
  if (refusal !== 'taken' || secondsBefore === undefined)
    return tFirst([`refusal.${refusal}.plain`, `refusal.${refusal}`], params)
  if (secondsBefore < 1) return t('refusal.taken.moment', { by: who })
  return t('refusal.taken', { by: who, span: spanText(secondsBefore * 1_000) })
}

/** An item by its own name, or by ours for one of the twelve. */
export const itemText = (item: ContextItem, name?: string): string => {
  if (name !== undefined) return name
  const said = tCode('item', item)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** «a, b and c», each as it is said within a sentence. */
export const listText = (names: string[]): string => LIST.format(names.map(lowered))

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

/** Not «SLA deadline» and other names of capitals. */
const lowered = (name: string): string =>
  /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)

/** «VP Operations · Nordlys Logistics · target account». */
export const buyerLine = ({ name, title, company, accountStatus }: HandoffView['buyer'], heading = name): string =>
  [name, title, company, accountStatus === undefined ? undefined : tCode('account', accountStatus)]
    .filter((part) => part !== undefined && part !== '' && part !== heading)
    .join(' · ')

const DETAIL: Partial<Record<HistoryEntry['kind'], string>> = {
  declined: 'reason',
  touched: 'channel',
  written: 'write',
  closed: 'closed',
}

/** One line of the history, without its time. */
export const historyText = ({ kind, by, to, clock, detail, crm, items, note }: HistoryEntry): string => {
  const said = detail === undefined ? t('history.signal') : tCode(DETAIL[kind] ?? 'signal', detail).toLowerCase()
  const params = {
    by: by?.name ?? t('history.baton'),
    to: to?.name ?? t('history.somebody'),
    detail: said,
    crm: crm ?? t('why.theCrm'),
    items: items === undefined ? t('history.items') : listText(items.map(({ item, name }) => itemText(item, name))),
  }
  const key = `history.${kind}.${clock ?? detail}`
  const author = by === undefined ? 'nobody' : by.id === to?.id ? 'self' : 'other'
  const told = by === undefined ? [] : [`history.${kind}.told`]
  const line = tFirst([`${key}.${author}`, key, `history.${kind}.${author}`, ...told, `history.${kind}`], params)
  return note === undefined ? line : t('history.noted', { said: line, note })
}

/** What has not reached the CRM, and whether there is something to do. */
export const writeText = ({ kind, problem, givenUp }: PendingWrite, crm: string | null): string => {
  const params = { crm: crm ?? t('writes.theCrm'), what: t(`write.${kind}`), problem: problem ?? '' }
  if (!givenUp) return t('writes.waiting', params)
  return t(problem === undefined ? 'writes.givenUp' : 'writes.givenUpBecause', params)
}

/** Whose the CRM says that it is, when that is nobody here, and that the owner stays. */
export const crmOwnerText = (
  { crmOwner, mine, owner }: Pick<HandoffView, 'crmOwner' | 'mine' | 'owner'>,
  crm: string | null,
): string | null => {
  // What an earlier version has kept of a handoff does not know of it.
  if (!crmOwner) return null
  const stays = mine ? t('crmOwner.staysYours') : t('crmOwner.stays', { owner: firstName(owner.name) })
  const params = { crm: crm ?? t('writes.theCrm'), name: crmOwner.name ?? '' }
  return `${t(crmOwner.name === null ? 'crmOwner.nobody' : 'crmOwner.stranger', params)} ${stays}`
}

/** What happened and what to do. Null: the server did not answer at all. */
export const problemText = (problem: Problem | null): { title: string; next: string } => {
  const type = problem === null ? 'none' : (problem.type.split(':').at(-1) ?? '')
  const fallback = 'problem.internal'
  return {
    title: tFirst([`problem.${type}.title`, `${fallback}.title`]),
    next: tFirst([`problem.${type}.next`, `${fallback}.next`]),
  }
}

/** Σ turns ÷ weight, the lowest is next: «1.5». */
export const levelText = (turns: number, weight: number): string => String(Math.round((turns / weight) * 100) / 100)
