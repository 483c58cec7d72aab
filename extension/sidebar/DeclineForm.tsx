import { useEffect, useRef, useState } from 'react'
import type { DeclineReason } from '../../shared/handoff.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from '../ui/messages.ts'
import { DECLINE_REASONS, SPENDS_TURN } from '../ui/choices.ts'
import type { Decline } from './acts.ts'

type Props = { sending: boolean; onDecline: (decline: Decline) => void; onCancel: () => void }

/** Why it is not right, and what saying so does to the turn. Escape goes back. */
export const DeclineForm = ({ sending, onDecline, onCancel }: Props) => {
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [isAsked, setAsked] = useState(false)
  const [note, setNote] = useState('')
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const decline = () => {
    setAsked(reason === null)
    if (reason === null) first.current?.focus()
    else onDecline({ reason, ...(note.trim() === '' ? {} : { note: note.trim() }) })
  }
  return (
    <div className="form" onKeyDown={({ key }) => key === 'Escape' && onCancel()}>
      <fieldset className="field">
        <legend className="field-label">{t('decline.why')}</legend>
        <div className="reasons">
          {DECLINE_REASONS.map((code, index) => (
            <label key={code} className="reason">
              <input
                ref={index === 0 ? first : undefined}
                type="radio"
                name="reason"
                checked={code === reason}
                onChange={() => setReason(code)}
              />
              {t(`reason.${code}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={t('decline.note')}
        hint={turnText(reason)}
        error={isAsked && reason === null ? t('decline.first') : null}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className="input"
            rows={2}
            maxLength={1_000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      <div className="offer">
        <Button look="main" busy={sending} onPress={decline}>
          {t(sending ? 'act.declining' : 'act.declineNow')}
        </Button>
        <Button look="quiet" busy={sending} onPress={onCancel}>
          {t('act.cancel')}
        </Button>
      </div>
    </div>
  )
}

const turnText = (reason: DeclineReason | null): string => {
  if (reason === null) return t('decline.hint')
  return t(SPENDS_TURN.includes(reason) ? 'decline.spendsTurn' : 'decline.keepsTurn')
}
