import { useRef, useState } from 'react'
import type { Finding, ImportAnswer } from '../../../shared/livePlaybook.ts'
import { problemIn } from '../../api/problemIn.ts'
import { t } from '../messages.ts'
import { changesOf, type Checked } from './fileChanges.ts'
import { fileText } from './fileText.ts'
import type { FileProps } from './PlaybookFile.tsx'

export type FileActs = {
  export: () => Promise<{ text: string; name: string }>
  check: (text: string) => Promise<Finding[]>
  publish: (text: string, reason: string) => Promise<ImportAnswer>
  /** Hands a text to the person as a file. */
  save: (text: string, fileName: string) => void
}

/** The file that is chosen, what was found in it, and its way to being live. An answer to an earlier choice says nothing of a later. */
export const useFileImport = (version: number | null, acts: FileActs): FileProps => {
  const [isOpen, setOpen] = useState(false)
  const [file, setFile] = useState<{ name: string; text: string | null } | null>(null)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [published, setPublished] = useState<number | null>(null)
  const [busy, setBusy] = useState<FileProps['busy']>(null)
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const choices = useRef(0)

  const begin = () => {
    choices.current += 1
    setFile(null)
    setChecked(null)
    setUnreadable(null)
    setTrouble(null)
    setBusy(null)
  }

  const run = async <T>(what: NonNullable<FileProps['busy']>, act: () => Promise<T>, then: (answer: T) => void) => {
    const mine = choices.current
    const isCurrent = () => choices.current === mine
    setBusy(what)
    setTrouble(null)
    try {
      const answer = await act()
      if (isCurrent()) then(answer)
    } catch (error) {
      if (isCurrent()) setTrouble(error)
    } finally {
      if (isCurrent()) setBusy(null)
    }
  }

  const check = async (chosen: File): Promise<Checked | null> => {
    const read = await fileText(chosen)
    if ('wrong' in read) {
      setUnreadable(t(`book.${read.wrong}`, { name: chosen.name }))
      return null
    }
    const { text } = read
    const findings = await acts.check(text)
    setFile({ name: chosen.name, text })
    if (version === null || findings.some(({ kind }) => kind === 'error')) return { findings, changes: null }
    const [{ playbookIn }, present] = await Promise.all([import('./playbookIn.ts'), acts.export()])
    const [next, live] = [playbookIn(text), playbookIn(present.text)]
    return { findings, changes: next === null || live === null ? null : changesOf(next, live) }
  }

  return {
    version,
    isOpen,
    name: file?.name ?? null,
    checked,
    published,
    busy,
    unreadable,
    trouble: trouble === null ? null : { problem: problemIn(trouble) },
    onExport: () => void run('export', acts.export, ({ text, name }) => acts.save(text, name)),
    onOpen: (next) => {
      begin()
      setPublished(null)
      setOpen(next)
    },
    onChoose: (chosen) => {
      begin()
      setFile({ name: chosen.name, text: null })
      void run('read', () => check(chosen), setChecked)
    },
    onPublish: (reason) =>
      void run(
        'publish',
        () => acts.publish(file?.text ?? '', reason),
        (answer) => {
          if (answer.version === null) return setChecked({ findings: answer.findings, changes: null })
          begin()
          setOpen(false)
          setPublished(answer.version)
        },
      ),
  }
}
