import type { Finding } from '../../shared/livePlaybook.ts'
import { Playbook } from '../../shared/playbook.ts'
import { checkPlaybook, errorsIn } from './checkPlaybook.ts'
import { issueWords, type SchemaIssue } from './issueWords.ts'
import { withPeople } from './playbookPeople.ts'
import { strangeTexts, yamlDocument } from './yamlDocument.ts'

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
    // Nesting, or a number of faults, that no playbook has: whatever walks it runs out of room.
    return refused([
      finding(
        '',
        error instanceof RangeError ? 'is nested too deeply, or too much of it is wrong, to be read' : 'cannot be read',
      ),
    ])
  }
}

const read = (text: string, people: readonly Named[]): ReadFile => {
  const document = yamlDocument(text)
  if ('problem' in document) {
    const { problem, line } = document
    return refused([{ ...finding('', problem), ...(line === undefined ? {} : { line }) }])
  }
  const { value, lineOf } = document
  const withLine = (found: Finding): Finding => {
    const line = lineOf(found.path === '' ? [] : found.path.split('.'))
    return line === null ? found : { ...found, line }
  }
  const told = (all: readonly Finding[]): Finding[] => cut(all).map(withLine)
  const strange = strangeTexts(value)
  if (strange.length > 0) return refused(told(strange.map(({ path, problem }) => finding(path.join('.'), problem))))
  const parsed = Playbook.safeParse(value)
  if (!parsed.success) {
    const issues = issueWords((parsed.error.issues as SchemaIssue[]).slice(0, ISSUES_MAX), value)
    return refused(told(issues.map(({ path, problem }) => finding(path.join('.'), problem))))
  }
  const { playbook, findings: strangers } = namedById(parsed.data, people)
  const here = new Set(people.flatMap(({ id, left }) => (left === true ? [] : [id])))
  const strangeAt = new Set(strangers.map(({ path }) => path))
  const findings = [...strangers, ...checkPlaybook(playbook, here).filter(({ path }) => !strangeAt.has(path))]
  return { playbook: errorsIn(findings).length > 0 ? null : playbook, findings: told(findings) }
}

/** Nobody reads more at once. */
const FINDINGS_MAX = 100
/** Of these some may say the same. */
const ISSUES_MAX = 1_000

/** The first of them, errors before warnings where some are left out, and how many more there are. */
const cut = (all: readonly Finding[]): Finding[] => {
  if (all.length <= FINDINGS_MAX) return [...all]
  const errors = errorsIn(all)
  const first = [...errors, ...all.filter(({ kind }) => kind !== 'error')].slice(0, FINDINGS_MAX)
  const kind = errors.length > FINDINGS_MAX ? 'error' : 'warning'
  return [...first, { path: '', problem: `has ${all.length - FINDINGS_MAX} more that are not listed here`, kind }]
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

const finding = (path: string, problem: string): Finding => ({ path, problem, kind: 'error' })
const refused = (findings: Finding[]): ReadFile => ({ playbook: null, findings })
