import type { Condition } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { Facts } from './condition.ts'

/** Every field and every fit that a condition names itself, with the path to it, such as `all.0.field`. */
export const namesIn = (condition: Condition, path = ''): { kind: 'field' | 'fit'; name: string; path: string }[] => {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  if ('all' in condition) return condition.all.flatMap((each, i) => namesIn(each, at(`all.${i}`)))
  if ('any' in condition) return condition.any.flatMap((each, i) => namesIn(each, at(`any.${i}`)))
  if ('not' in condition) return namesIn(condition.not, at('not'))
  if ('fit' in condition) return [{ kind: 'fit', name: condition.fit, path: at('fit') }]
  return [{ kind: 'field', name: condition.field, path: at('field') }]
}

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
