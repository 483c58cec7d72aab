import type { Condition } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { Facts } from './condition.ts'

/** What a condition is made of at its ends. */
export type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

/** Every leaf that a condition has itself, with the path to it, such as `all.0`; `''` where it is one. */
export const leavesIn = (condition: Condition, path = ''): { leaf: Leaf; path: string }[] => {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  if ('all' in condition) return condition.all.flatMap((each, i) => leavesIn(each, at(`all.${i}`)))
  if ('any' in condition) return condition.any.flatMap((each, i) => leavesIn(each, at(`any.${i}`)))
  if ('not' in condition) return leavesIn(condition.not, at('not'))
  return [{ leaf: condition, path }]
}

/** Every field and every fit that a condition names itself, with the path to it, such as `all.0.field`. */
export const namesIn = (condition: Condition, path = ''): { kind: 'field' | 'fit'; name: string; path: string }[] =>
  leavesIn(condition, path).map(({ leaf, path: of }) => {
    const kind = 'fit' in leaf ? 'fit' : 'field'
    return { kind, name: 'fit' in leaf ? leaf.fit : leaf.field, path: of === '' ? kind : `${of}.${kind}` }
  })

/** The facts that these conditions look at, by way of the fits that they name too. */
export const mentioned = (
  conditions: readonly (Condition | undefined)[],
  fits: readonly Fit[],
  facts: Facts,
): Facts => {
  const fields = new Set<string>()
  const seen = new Set<string>()
  const look = (condition: Condition): void => {
    for (const { kind, name } of namesIn(condition)) {
      if (kind === 'field') fields.add(name)
      else if (!seen.has(name)) {
        seen.add(name)
        const fit = fits.find(({ id }) => id === name)
        if (fit !== undefined) look(fit.when)
      }
    }
  }
  for (const condition of conditions) if (condition !== undefined) look(condition)
  return Object.fromEntries([...fields].toSorted().flatMap((field) => (field in facts ? [[field, facts[field]]] : [])))
}
