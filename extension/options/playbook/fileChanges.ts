import type { Finding } from '../../../shared/livePlaybook.ts'
import type { Playbook } from '../../../shared/playbook.ts'
import { t } from '../messages.ts'

/** What a file would change, by the names of the things: «point AE → Deal desk». */
export type Changes = { added: string[]; changed: string[]; removed: string[] }

/** What the server found in a file. `changes` null: they could not be told. */
export type Checked = { findings: Finding[]; changes: Changes | null }

type Thing = { id: string; name?: string }

const LISTS = ['points', 'pools', 'calendars', 'fits', 'lifecycle'] as const

/** What a playbook would change of the one that is live, thing by thing. Both name people in the same way, as files do. */
export const changesOf = (file: Playbook, present: Playbook): Changes => {
  const [next, live] = [asWritten(file), asWritten(present)]
  const changes: Changes = { added: [], changed: [], removed: [] }
  for (const list of LISTS) {
    const before = new Map<string, Thing>(live[list].map((thing) => [thing.id, thing]))
    const after = new Map<string, Thing>(next[list].map((thing) => [thing.id, thing]))
    const say = (thing: Thing) => t(`book.thing.${list}`, { name: thing.name ?? thing.id })
    for (const [id, thing] of after) {
      const old = before.get(id)
      if (old === undefined) changes.added.push(say(thing))
      else if (canonical(old) !== canonical(thing)) changes.changed.push(say(thing))
    }
    for (const [id, thing] of before) if (!after.has(id)) changes.removed.push(say(thing))
  }
  if (canonical(next.sources) !== canonical(live.sources)) changes.changed.push(t('book.thing.sources'))
  return changes
}

/** Without the dates that the tables of holidays put in when it is published. */
const asWritten = (book: Playbook): Playbook => ({
  ...book,
  calendars: book.calendars.map(({ holidaysUntil: _, ...calendar }) => ({
    ...calendar,
    exceptions: calendar.exceptions.filter(({ origin }) => origin !== 'holidays'),
  })),
})

/** The same text for the same thing, in whatever order its fields stand. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
