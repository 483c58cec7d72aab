import type { Finding } from '../../../shared/livePlaybook.ts'
import type { Playbook } from '../../../shared/playbook.ts'

/** What a part of the check finds, before it is told whether it keeps the playbook from being published. */
export type Found = { path: string; problem: string; kind?: 'warning' | 'note'; witness?: Finding['witness'] }

/** What the checks look things up in. */
export type Book = { playbook: Playbook; people: ReadonlySet<string> }

export const idsOf = (all: readonly { id: string }[]): Set<string> => new Set(all.map(({ id }) => id))

/** Ids name things in events and traces, so one id names one thing. */
export const repeated = (ids: readonly string[], path: string, field: string): Found[] =>
  ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [{ path: `${path}.${i}.${field}`, problem: `«${id}» is there twice` }],
  )

export const repeatedIds = (all: readonly { id: string }[], path: string): Found[] =>
  repeated(
    all.map(({ id }) => id),
    path,
    'id',
  )

export const nobody = ({ people }: Book, person: string | undefined, path: string): Found[] =>
  person === undefined || people.has(person) ? [] : [{ path, problem: `nobody here has the id «${person}»` }]

export const no = (what: string, known: ReadonlySet<string>, id: string | undefined, path: string): Found[] =>
  id === undefined || known.has(id) ? [] : [{ path, problem: `no ${what} «${id}»` }]
