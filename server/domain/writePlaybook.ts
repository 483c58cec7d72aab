import { Document, isMap, isScalar, isSeq, type Node, Pair, visit, type YAMLMap, type YAMLSeq } from 'yaml'
import { Playbook } from '../../shared/playbook.ts'
import type { Named } from './playbookFile.ts'
import { withPeople } from './playbookPeople.ts'

const HEAD = ` A Baton playbook. People are named by their e-mail addresses, everything else by its id.
 Deadlines and windows are local times of the calendars; an intent without deadlines is «null»: it is nurtured.`

/** The headings of a point, by the key that begins each: the order in which it is set up. */
const STEPS: Record<string, string> = {
  from: 'Map',
  triggers: 'Trigger',
  ladder: 'Owner',
  context: 'Context',
  coverage: 'SLA',
  acceptance: 'Acceptance',
  escalation: 'Escalation',
}
const SECTIONS: Record<string, string> = {
  calendars: 'When people work',
  lifecycle: 'The stages of a buyer’s life, and what each CRM calls them',
  fits: 'Who is worth it',
  sources: 'Who answers for what a source sends',
  pools: 'Who takes turns',
  points: 'The handoff points',
}

/** The playbook as one readable file. What is written is read back the same by `fromFile`, for the same people. */
export const toFile = (playbook: Playbook, people: readonly Named[]): string => {
  const emails = new Map(people.map(({ id, email }) => [id, email]))
  const named = withPeople(Playbook.parse(playbook), (person) => emails.get(person) ?? person)
  const document = new Document(bare(named))
  document.commentBefore = HEAD
  visit(document, { Map: (_, node) => onOneLine(node), Seq: (_, node) => onOneLine(node) })
  if (isMap(document.contents)) headings(document.contents as YAMLMap)
  return document.toString({ lineWidth: 120, flowCollectionPadding: true })
}

/** Left out is what is empty and would be read as empty. */
const bare = ({ calendars, lifecycle, fits, sources, pools, points }: Playbook): unknown => ({
  calendars: calendars.map(({ exceptions, ...calendar }) => ({ ...calendar, ...unlessEmpty({ exceptions }) })),
  ...unlessEmpty({
    lifecycle: lifecycle.map(({ working, crm, ...stage }) => ({
      ...stage,
      ...(working ? { working } : {}),
      ...(Object.keys(crm).length > 0 ? { crm } : {}),
    })),
  }),
  ...unlessEmpty({ fits }),
  ...unlessEmpty({ sources }),
  pools,
  points: points.map((point) => ({
    ...point,
    tiersWhen: point.tiersWhen.length === 0 ? undefined : point.tiersWhen,
    completion: point.completion.map(({ byHand, ...each }) => ({ ...each, ...(byHand ? { byHand } : {}) })),
  })),
})

const unlessEmpty = (list: Record<string, readonly unknown[]>): Record<string, readonly unknown[]> =>
  Object.fromEntries(Object.entries(list).filter(([, all]) => all.length > 0))

const LINE_CHARS_MAX = 92

/** Small things read best on one line; inside a line everything is. */
const onOneLine = (node: YAMLMap | YAMLSeq): void => {
  if (JSON.stringify(node.toJSON()).length <= LINE_CHARS_MAX && depth(node) <= 3) node.flow = true
}

const depth = (node: unknown): number =>
  isMap(node)
    ? 1 + Math.max(0, ...node.items.map(({ value }) => depth(value)))
    : isSeq(node)
      ? 1 + Math.max(0, ...node.items.map(depth))
      : 0

const headings = (playbook: YAMLMap): void => {
  for (const pair of playbook.items) {
    const key = keyOf(pair)
    if (key === null) continue
    key.spaceBefore = true
    key.commentBefore = ` ── ${SECTIONS[String(key.value)] ?? ''}`
    if (key.value !== 'points' || !isSeq(pair.value)) continue
    for (const [i, point] of pair.value.items.entries()) if (isMap(point)) pointHeadings(point as YAMLMap, i === 0)
  }
}

const pointHeadings = (point: YAMLMap, isFirst: boolean): void => {
  point.flow = false
  point.spaceBefore = !isFirst
  point.commentBefore = ` ═══ ${String(point.get('name'))} ═══`
  for (const pair of point.items) {
    const key = keyOf(pair)
    const step = key === null ? undefined : STEPS[String(key.value)]
    if (key !== null && step !== undefined) key.commentBefore = ` ${step}`
  }
}

const keyOf = (pair: unknown): (Node & { value: unknown }) | null =>
  pair instanceof Pair && isScalar(pair.key) ? pair.key : null
