import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import type { Names } from '../conditionWords.ts'

/** Names of what a playbook refers to by id; what it does not know is called by its id. */
export type BookNames = Names & {
  person: (id: string) => string
  pool: (id: string) => string
  calendar: (id: string) => string
}

export const namesOf = ({ playbook, people }: Pick<LivePlaybook, 'playbook' | 'people'>): BookNames => {
  const named = (all: readonly { id: string; name?: string | undefined }[]) =>
    new Map(all.map(({ id, name = id }) => [id, name]))
  const [persons, pools, calendars] = [named(people), named(playbook.pools), named(playbook.calendars)]
  return {
    fits: named(playbook.fits),
    stages: named(playbook.lifecycle),
    person: (id) => persons.get(id) ?? id,
    pool: (id) => pools.get(id) ?? id,
    calendar: (id) => calendars.get(id) ?? id,
  }
}
