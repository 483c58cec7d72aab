import type { ImportTarget } from '../../../shared/imports.ts'

/** What a column of a file can be. `field`: kept under the column’s own name; `none`: left out. */
export const TARGETS = [
  'record',
  'occurredAt',
  'id',
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'title',
  'company',
  'zone',
  'field',
  'none',
] as const
export type Target = (typeof TARGETS)[number]

/** One target a column, in the order of the columns. */
export type Mapping = Target[]

/** How headings are usually called, without blanks, marks and capitals. */
const NAMES: Partial<Record<Target, RegExp>> = {
  record: /^(?:(?:crm|lead|contact|deal|opportunity|company|account|record)?id|(?:lead|record|crm)(?:number|no|nr)?)$/,
  occurredAt:
    /^(?:date|time|when|at|timestamp|datetime|occurred(?:at|on)?|created(?:at|on|date)?|submitted(?:at|on)?|attended(?:at|on)?)$/,
  id: /^(?:signalid|eventid|submissionid|responseid|registrationid)$/,
  name: /^(?:(?:full|contact|lead)?name|person)$/,
  firstName: /^(?:first|given)name$/,
  lastName: /^(?:last|family|sur)name$/,
  email: /^(?:e?mail|emailaddress|workemail|businessemail)$/,
  phone: /^(?:phone|telephone|mobile|phonenumber|tel)$/,
  title: /^(?:(?:job)?title|role|position)$/,
  company: /^(?:company|companyname|organi[sz]ation|account|accountname|employer)$/,
  zone: /^(?:timezone|zone|tz)$/,
}

/** What the columns probably are, by their headings; each target but `field` is guessed once. Left out is what has no cell at all, and
 *  `ours`: what Baton itself put before the columns of a file. */
export const guessed = (
  columns: readonly string[],
  ours: readonly string[],
  isEmpty: (column: number) => boolean,
): Mapping => {
  const isOurs = ours.every((name, i) => columns[i] === name)
  const taken = new Set<Target>()
  return columns.map((column, i) => {
    if (isEmpty(i) || (isOurs && i < ours.length)) return 'none'
    const name = column.toLowerCase().replaceAll(/[^a-z]/g, '')
    const target = TARGETS.find((each) => !taken.has(each) && NAMES[each]?.test(name) === true)
    if (target === undefined) return 'field'
    taken.add(target)
    return target
  })
}

/** The mapping with one column changed: what can be there only once leaves the column that had it. */
export const withTarget = (mapping: Mapping, column: number, target: Target): Mapping =>
  mapping.map((each, i) => {
    if (i === column) return target
    return each === target && target !== 'field' && target !== 'none' ? 'field' : each
  })

const FIXED: Partial<Record<Target, ImportTarget>> = {
  record: 'record.id',
  occurredAt: 'occurredAt',
  id: 'id',
  name: 'buyer.name',
  email: 'buyer.email',
  phone: 'buyer.phone',
  title: 'buyer.title',
  company: 'buyer.company',
  zone: 'buyer.zone',
}

/** Where each column goes; null: nowhere by itself. No two columns are kept under one name. */
export const targetsOf = (columns: readonly string[], mapping: Mapping): (ImportTarget | null)[] => {
  const taken = new Set<string>()
  return columns.map((column, i) => {
    if (mapping[i] !== 'field') return FIXED[mapping[i] ?? 'none'] ?? null
    const name = fieldName(column) || `column_${i + 1}`
    const free = [name, ...columns.map((_, n) => `${name}_${n + 2}`)].find((each) => !taken.has(each)) ?? name
    taken.add(free)
    return `fields.${free}`
  })
}

/** The name under which a column is kept: «Größe (€)» → `grosse`. */
const fieldName = (column: string): string =>
  column
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)
