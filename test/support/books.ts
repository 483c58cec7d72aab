import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { Playbook } from '../../shared/playbook.ts'

/** Everybody whom `whole` names. Mark leads marketing, Ruth catches the rest. */
export const HERE = ['ana', 'dana', 'ed', 'eva', 'sven', 'lea', 'finn', 'pia', 'cleo', 'amir', 'mark', 'ruth']
export const PEOPLE = new Set(HERE)
export const NAMED = HERE.map((id) => ({ id, email: `${id}@example.com` }))

/** The default playbook for a team in which each part is taken. */
export const whole = (): Playbook =>
  defaultPlaybook({
    calendars: [officeHours('office', 'UTC')],
    pool: {
      id: 'sdr',
      name: 'Inbound SDRs',
      members: [
        { person: 'ana', weight: 1 },
        { person: 'dana', weight: 2 },
      ],
    },
    catchAll: 'ruth',
    marketing: 'mark',
    people: {
      ae: ['ed', 'eva'],
      se: ['sven'],
      legal: ['lea'],
      finance: ['finn'],
      procurement: ['pia'],
      csm: ['cleo'],
      am: ['amir'],
    },
  })

/** It with one place changed, as somebody might write it into a file. */
export const changed = (path: string, value: unknown, book: unknown = whole()): unknown => {
  const copy = JSON.parse(JSON.stringify(book)) as Record<string, unknown>
  const names = path.split('.')
  const place = names.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, copy)
  place[names.at(-1) ?? ''] = value
  return copy
}

export const parsed = (path: string, value: unknown): Playbook => Playbook.parse(changed(path, value))

/** Every place of a playbook, by path. */
export const paths = (value: unknown, path: string[] = []): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [[...path, name].join('.'), ...paths(inner, [...path, name])])
    : []

/** Where a point, and a thing in it, stands: `at('ae_to_se', 'ladder', 'team')` is `points.2.ladder.0`. */
export const at = (point: string, list?: 'triggers' | 'ladder' | 'context' | 'completion', id?: string): string => {
  const { points } = whole()
  const index = points.findIndex((each) => each.id === point)
  if (list === undefined) return `points.${index}`
  const all: readonly { id?: string; item?: string }[] = points[index]?.[list] ?? []
  const nth = all.findIndex((each) => each.id === id || (each.item !== undefined && each.item === id))
  if (nth < 0) throw new RangeError(`${point} has no «${id}» among its ${list}`)
  return `points.${index}.${list}.${nth}`
}
