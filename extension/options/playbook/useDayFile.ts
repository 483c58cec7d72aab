import { useRef, useState } from 'react'
import type { ImportAnswer } from '../../../shared/livePlaybook.ts'
import { problemIn } from '../../api/problemIn.ts'
import { t } from '../messages.ts'
import type { DayFileProps } from './DayFile.tsx'
import { fileText } from './fileText.ts'

/** The file whose days are to be closed, and its way to being live. What an earlier choice is answered says nothing of a later. */
export const useDayFile = (
  version: number,
  publish: (text: string, reason: string) => Promise<ImportAnswer>,
): Omit<DayFileProps, 'headingId'> => {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isWorded, setWorded] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const [published, setPublished] = useState<DayFileProps['published']>(null)
  const choices = useRef(0)

  const begin = () => {
    choices.current += 1
    setText(null)
    setWrong(null)
    setTrouble(null)
    setBusy(false)
    setPublished(null)
  }

  const open = (next: boolean) => {
    begin()
    setReason('')
    setWorded(false)
    setOpen(next)
  }

  const choose = async (chosen: File) => {
    begin()
    const mine = choices.current
    const read = await fileText(chosen)
    if (choices.current !== mine) return
    if ('wrong' in read) return setWrong(t(`book.days.${read.wrong}`, { name: chosen.name }))
    setText(read.text)
    // Words of one's own outlast the choice of another file.
    if (!isWorded) setReason(t('book.days.reason', { name: chosen.name }))
  }

  const send = async (sent: string) => {
    const mine = choices.current
    setBusy(true)
    setTrouble(null)
    setWrong(null)
    try {
      const answer = await publish(sent, reason.trim())
      if (choices.current !== mine) return
      setBusy(false)
      if (answer.version === null) return setWrong(answer.findings.map(({ problem }) => problem).join(' '))
      open(false)
      setPublished({ version: answer.version, isNew: answer.version !== version })
    } catch (error) {
      if (choices.current !== mine) return
      setBusy(false)
      setTrouble(error)
    }
  }

  return {
    isOpen,
    isChosen: text !== null,
    reason,
    busy,
    wrong,
    trouble: trouble === null ? null : { problem: problemIn(trouble) },
    published,
    onOpen: open,
    onChoose: (chosen) => void choose(chosen),
    onReason: (words) => {
      setReason(words)
      setWorded(true)
    },
    onPublish: () => {
      if (text !== null) void send(text)
    },
  }
}
