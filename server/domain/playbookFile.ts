import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Finding } from '../../shared/livePlaybook.ts'
import { Playbook } from '../../shared/playbook.ts'
import { checkPlaybook, errorsIn } from './checkPlaybook.ts'
import { issueWords, type SchemaIssue } from './issueWords.ts'
import { withPeople } from './playbookPeople.ts'

/** Somebody whom a playbook may name. Who has left is known, but no longer named in a new one. */
export type Named = { id: string; email: string; left?: boolean }

/** `playbook` null: `findings` say why not, with path and line. Otherwise they are warnings. */
export type ReadFile = { playbook: Playbook | null; findings: Finding[] }

/** A playbook of 1,000 people and points is far below. */
const CHARS_MAX = 1_000_000

/** Reads a playbook from the text of its file, names people by their ids, and checks it. Never throws: what cannot be read is a finding. */
export const fromFile = (text: string, people: readonly Named[]): ReadFile => {
  if (text.length > CHARS_MAX) return refused([finding('', `is longer than ${CHARS_MAX} characters`)])
  try {
    return read(text, people)
  } catch (error) {
    // Nesting that no playbook has: whatever walks it runs out of room.
    return refused([finding('', error instanceof RangeError ? 'is nested too deeply to be read' : 'cannot be read')])
  }
}

const read = (text: string, people: readonly Named[]): ReadFile => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  if (document.errors.length > 0) {
    // One slip of the pen makes many more behind it.
    return refused(
      document.errors
        .slice(0, 1)
        .map(({ message, pos }) => ({ ...finding('', `is no YAML: ${message}`), line: lineAt(pos[0]) })),
    )
  }
  const given: unknown = document.toJS({ maxAliasCount: 50 })
  const withLine = (found: Finding): Finding => {
    const offset = offsetOf(document, found.path === '' ? [] : found.path.split('.'))
    return offset === null ? found : { ...found, line: lineAt(offset) }
  }
  const parsed = Playbook.safeParse(given)
  if (!parsed.success) {
    const issues = issueWords(parsed.error.issues as SchemaIssue[], given)
    return refused(issues.map(({ path, problem }) => withLine(finding(path.join('.'), problem))))
  }
  const { playbook, findings: strangers } = namedById(parsed.data, people)
  const here = new Set(people.flatMap(({ id, left }) => (left === true ? [] : [id])))
  const isNew = ({ path }: Finding): boolean => strangers.every((stranger) => stranger.path !== path)
  const findings = [...strangers, ...checkPlaybook(playbook, here).filter(isNew)].map(withLine)
  return { playbook: errorsIn(findings).length > 0 ? null : playbook, findings }
}

/** By their e-mail address; by an id, where somebody has it. */
const namedById = (read: Playbook, people: readonly Named[]): { playbook: Playbook; findings: Finding[] } => {
  const byEmail = new Map(people.map((person) => [person.email.trim().toLowerCase(), person]))
  const byId = new Map(people.map((person) => [person.id, person]))
  const findings: Finding[] = []
  const playbook = withPeople(read, (name, path) => {
    const person = byEmail.get(name.trim().toLowerCase()) ?? byId.get(name)
    if (person === undefined) findings.push(finding(path, `nobody here has the address «${name}»`))
    else if (person.left === true) findings.push(finding(path, `«${name}» has left`))
    return person?.id ?? name
  })
  return { playbook, findings }
}

/** Where a path stands in the file: its key, else the nearest place around it. */
const offsetOf = (document: Document, path: readonly string[]): number | null => {
  let node: Node | null = document.contents
  let offset = node?.range?.[0] ?? null
  for (const name of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      if (pair === undefined) return offset
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      const item = node.items[Number(name)] as Node | undefined
      if (item === undefined) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}

const finding = (path: string, problem: string): Finding => ({ path, problem, kind: 'error' })
const refused = (findings: Finding[]): ReadFile => ({ playbook: null, findings })
