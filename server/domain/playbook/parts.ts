import type { Calendar } from '../../../shared/calendar.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Pool } from '../../../shared/playbook.ts'

/** The parts that people have in the default playbook, besides the SDRs. */
export type Part = 'ae' | 'se' | 'legal' | 'finance' | 'procurement' | 'csm' | 'am'

/** Whom the default playbook is made for. */
export type PlaybookParts = {
  /** The first one is the coverage of every point, unless `coverage` names another. */
  calendars: Calendar[]
  coverage?: string
  /** The SDRs, and their turns. */
  pool: Pool
  /** The last resort of every point. */
  catchAll: string
  /** Answers for what the website and campaigns send, and never receives it; none: nobody in particular. */
  marketing?: string
  /** People by part; a part that nobody has falls to the catch-all owner. */
  people?: Partial<Record<Part, string[]>>
  /** The CRM stage that a new lead gets with its first touch. */
  stageAfterTouch?: HandoffPoint['stageAfterTouch']
}

/** The same, with nothing left open. */
export type Crew = {
  coverage: string
  sdrs: Pool
  catchAll: string
  marketing: string | null
  has: (part: Part) => string[]
  /** Whether anybody has this part by name. */
  hasOwn: (part: Part) => boolean
  first: (part: Part) => string
  stageAfterTouch: HandoffPoint['stageAfterTouch']
}

export const crewOf = (parts: PlaybookParts): Crew => {
  const { calendars, coverage = calendars[0]?.id ?? '', pool, catchAll, marketing = null, people = {} } = parts
  const has = (part: Part) => (people[part]?.length ? people[part] : [catchAll])
  return {
    coverage,
    sdrs: pool,
    catchAll,
    marketing,
    has,
    hasOwn: (part) => (people[part]?.length ?? 0) > 0,
    first: (part) => has(part)[0] ?? catchAll,
    stageAfterTouch: parts.stageAfterTouch,
  }
}

/** One pool a part: everybody takes turns equally. */
export const poolOf = (crew: Crew, id: string, name: string, parts: Part[]): Pool => {
  const members = [...new Set(parts.flatMap(crew.has))]
  return {
    id,
    name,
    ...(members[0] === undefined ? {} : { owner: members[0] }),
    members: members.map((person) => ({ person, weight: 1 })),
  }
}
