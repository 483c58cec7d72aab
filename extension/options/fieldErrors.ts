import type { ServerTrouble } from './PeopleView.tsx'
import { troubleText } from './troubleText.ts'

/** What the server says against single fields, each told at its field, and what belongs to none of them. */
export const errorsIn = (trouble: ServerTrouble): { of: (field: string) => string | null; rest: string | null } => {
  const errors = trouble?.problem?.errors ?? []
  const of = (field: string) => {
    const found = errors.find((error) => error.field === field)
    return found === undefined ? null : sentence(found.detail)
  }
  const isNamed = errors.length > 0
  return { of, rest: trouble === null || isNamed ? null : troubleText(trouble.problem) }
}

/** «is already somebody’s here» → «This is already somebody’s here.» */
const sentence = (detail: string): string => {
  const text = /^(?:is|has|must|may) /.test(detail) ? `This ${detail}` : detail
  return /[.!?]$/.test(text) ? text : `${text}.`
}
