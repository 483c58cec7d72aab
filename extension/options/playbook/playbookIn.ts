import { parse } from 'yaml'
import { Playbook } from '../../../shared/playbook.ts'

/** The playbook in a file's text; null: there is none that could be compared. Loaded when a file is chosen, as it is heavy. */
export const playbookIn = (text: string): Playbook | null => {
  try {
    const { success, data } = Playbook.safeParse(parse(text))
    return success ? data : null
  } catch {
    return null
  }
}
