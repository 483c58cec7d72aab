import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { errorsIn } from '../fieldErrors.ts'
import { t } from '../messages.ts'
import { TextField } from '../TextField.tsx'
import type { AwayProps } from './AwayView.tsx'
import { spanOfDays } from './days.ts'

/** The first and the last day away. */
export const AwayForm = ({ busy, trouble, onAdd, onOpen }: AwayProps) => {
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  const [missing, setMissing] = useState<{ first?: string; last?: string }>({})
  const { of, rest } = errorsIn(trouble)

  const add = () => {
    const span = spanOfDays(first, last === '' ? first : last)
    if (first === '') return setMissing({ first: t('away.firstNeeded') })
    if (span === null) return setMissing({ last: t('away.lastNeeded') })
    setMissing({})
    onAdd(span)
  }

  return (
    <form
      className="stack"
      aria-label={t('away.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted && busy === null) add()
      }}
    >
      <div className="pair">
        <TextField
          label={t('away.first')}
          type="date"
          value={first}
          error={missing.first ?? of('from')}
          autoFocus
          onChange={setFirst}
        />
        <TextField
          label={t('away.last')}
          hint={t('away.lastHint')}
          type="date"
          value={last}
          error={missing.last ?? of('until')}
          onChange={setLast}
        />
      </div>
      {rest === null ? null : (
        <p className="trouble" role="status">
          {rest}
        </p>
      )}
      <div className="buttons">
        <Button type="submit" look="main" busy={busy === 'add'}>
          {t(busy === 'add' ? 'away.saving' : 'away.save')}
        </Button>
        <Button onPress={() => onOpen(false)}>{t('options.cancel')}</Button>
      </div>
    </form>
  )
}
