import type { Condition, Scalar } from '../../shared/condition.ts'
import { t, tCode, tFirst } from './messages.ts'

/** A sentence in pieces: fields and values stand out. */
export type Words = (string | { strong: string })[]

/** Names of what a condition speaks of by id. */
export type Names = { fits: ReadonlyMap<string, string>; stages: ReadonlyMap<string, string> }

/** «account status is customer and (account size at least 200 or fits Ideal customer)», to go on a sentence with. */
export const conditionWords = (condition: Condition, names: Names): Words => said(condition, names, false)

/** One line for each thing that must hold; a condition of one piece has one line. */
export const conditionLines = (condition: Condition, names: Names): Words[] =>
  'all' in condition ? condition.all.map((each) => said(each, names, 'any' in each)) : [said(condition, names, false)]

/** The same without what stands out. */
export const wordsText = (words: Words): string =>
  words.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')

const said = (condition: Condition, names: Names, isNested: boolean): Words => {
  if ('not' in condition) return denied(condition.not, names, isNested)
  if ('all' in condition) return joined(condition.all, 'and', names, isNested)
  if ('any' in condition) return joined(condition.any, 'or', names, isNested)
  return leaf(condition, names, 'is')
}

/** What is denied twice is said plainly; of several things denied at once the whole is denied. */
const denied = (condition: Condition, names: Names, isNested: boolean): Words => {
  if ('not' in condition) return said(condition.not, names, isNested)
  if ('all' in condition) {
    const [first, ...rest] = condition.all
    if (first !== undefined && rest.length === 0) return denied(first, names, isNested)
    return filled(t('condition.notAll'), { what: joined(condition.all, 'and', names, true) })
  }
  if ('any' in condition) {
    const all = condition.any.map((each): Condition => ({ not: each }))
    return joined(all, 'and', names, isNested)
  }
  return leaf(condition, names, 'not')
}

const joined = (parts: Condition[], by: 'and' | 'or', names: Names, isNested: boolean): Words => {
  const pieces = parts.map((part) => said(part, names, parts.length > 1))
  const words = pieces.flatMap((piece, i) => (i === 0 ? piece : [` ${t(`condition.${by}`)} `, ...piece]))
  return isNested && parts.length > 1 ? ['(', ...words, ')'] : words
}

type Leaf = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }>

const leaf = (condition: Leaf, names: Names, how: 'is' | 'not'): Words => {
  if ('fit' in condition) {
    return filled(t(`condition.fit.${how}`), { fit: names.fits.get(condition.fit) ?? condition.fit })
  }
  const { field } = condition
  const value = (scalar: Scalar) => valueText(field, scalar, names)
  // A number that chooses between singular and plural does not stand out; all else does.
  const say = (what: string, { count, ...params }: Record<string, string | number> = {}): Words =>
    filled(tFirst([`condition.${what}.${how}`], count === undefined ? {} : { count }), {
      field: fieldText(field),
      ...params,
    })
  if ('in' in condition) {
    const [only, ...more] = condition.in
    if (only !== undefined && more.length === 0) return say('is', { value: value(only) })
    return say('in', { values: condition.in.map(value).join(', ') })
  }
  if ('startsWith' in condition) return say('startsWith', { value: condition.startsWith })
  if ('matches' in condition) return say('matches', { value: condition.matches })
  if ('present' in condition) return say(condition.present ? 'known' : 'unknown')
  if ('withinDays' in condition) return say('ahead', { count: condition.withinDays })
  if ('withinPastDays' in condition) return say('behind', { count: condition.withinPastDays })
  if ('is' in condition) return say('is', { value: value(condition.is) })
  const { atLeast, below } = condition
  if (atLeast === undefined) return say('below', { below: numberText(below ?? 0) })
  if (below === undefined) return say('atLeast', { atLeast: numberText(atLeast) })
  return say('between', { atLeast: numberText(atLeast), below: numberText(below) })
}

/** «account status», «signal’s own product» where a field has no name of its own. */
export const fieldText = (field: string): string => {
  const known = tFirst([`field.${field}`])
  if (known !== '') return known
  const [of = '', ...rest] = field.split('.')
  const name = rest.filter((part) => part !== 'fields').join(' ')
  return t('condition.field', { of: tCode('condition.of', of), name: name.replaceAll('_', ' ') })
}

const valueText = (field: string, value: Scalar, names: Names): string => {
  if (value === null) return t('condition.value.none')
  if (typeof value === 'boolean') return t(value ? 'condition.value.yes' : 'condition.value.no')
  if (typeof value === 'number') return numberText(value)
  if (field.endsWith('.stage') || field.endsWith('lifecycle_stage')) return names.stages.get(value) ?? value
  return field === 'signal.kind' ? kindText(value) : value.replaceAll('_', ' ')
}

/** «demo request» of `demo_request`. */
export const kindText = (kind: string): string => tCode('signalKind', kind)

export const numberText = (value: number): string => value.toLocaleString('en-US')

/** A message whose params stand out; one may be pieces itself. */
export const filled = (message: string, params: Record<string, string | number | Words>): Words =>
  message
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .flatMap((piece): Words => {
      const value = /^\{\w+\}$/.test(piece) ? params[piece.slice(1, -1)] : undefined
      if (value === undefined) return [piece]
      return Array.isArray(value) ? value : [{ strong: String(value) }]
    })
