import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { useFocusBack } from '../../ui/useFocus.ts'
import { t } from '../messages.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { TextField } from '../TextField.tsx'
import { troubleText } from '../troubleText.ts'

export type DayFileProps = {
  /** The heading of the calendar. */
  headingId: string
  isOpen: boolean
  /** A file that can be read was chosen. */
  isChosen: boolean
  reason: string
  /** Being published. */
  busy: boolean
  /** What is wrong with the file, in plain words. */
  wrong: string | null
  trouble: ServerTrouble
  /** The version that is live with these days; not new: they were closed before. */
  published: { version: number; isNew: boolean } | null
  onOpen: (isOpen: boolean) => void
  onChoose: (file: File) => void
  onReason: (reason: string) => void
  onPublish: () => void
}

/** Closes the days of an iCalendar file in one calendar. */
export const DayFile = (props: DayFileProps) => {
  const { headingId, isOpen, published, onOpen } = props
  const opener = useFocusBack<HTMLButtonElement>(isOpen)
  return (
    <div className="calendar-days">
      <p className="safe" role="status" hidden={published === null}>
        {published === null
          ? ''
          : t(published.isNew ? 'book.days.live' : 'book.days.same', { version: published.version })}
      </p>
      {isOpen ? (
        <DayForm {...props} />
      ) : (
        <Button ref={opener} look="link" className="flush" aria-describedby={headingId} onPress={() => onOpen(true)}>
          {t('book.days.open')}
        </Button>
      )}
    </div>
  )
}

const DayForm = (props: DayFileProps) => {
  const { headingId, isChosen, reason, busy, wrong, trouble, onOpen, onChoose, onReason, onPublish } = props
  const [isAsked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // What is wrong is read out with its field.
  useEffect(() => {
    if (wrong !== null) form.current?.querySelector('input')?.focus()
  }, [wrong])
  const send = () => {
    setAsked(true)
    if (reason.trim() !== '' && !busy) onPublish()
  }
  return (
    <form
      ref={form}
      className="stack"
      aria-label={t('book.days.title')}
      aria-describedby={headingId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted) send()
      }}
    >
      <FileField
        label={t('book.days.choose')}
        hint={t('book.days.hint')}
        error={wrong}
        accept=".ics,text/calendar"
        autoFocus
        onChoose={onChoose}
      />
      {isChosen ? (
        <TextField
          label={t('book.why')}
          hint={t('book.whyHint')}
          error={isAsked && reason.trim() === '' ? t('book.whyNeeded') : null}
          value={reason}
          onChange={onReason}
        />
      ) : null}
      {trouble === null ? null : (
        <p className="trouble" role="status">
          {troubleText(trouble.problem)}
        </p>
      )}
      <div className="buttons">
        {isChosen ? (
          <Button type="submit" look="main" busy={busy}>
            {t(busy ? 'book.publishing' : 'book.publishNow')}
          </Button>
        ) : null}
        <Button onPress={() => onOpen(false)}>{t('options.cancel')}</Button>
      </div>
    </form>
  )
}
