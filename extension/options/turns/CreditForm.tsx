import { useState } from 'react'
import type { PoolTurns } from '../../../shared/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { errorsIn } from '../fieldErrors.ts'
import { t } from '../messages.ts'
import { TextField } from '../TextField.tsx'
import type { TurnsProps } from './TurnsView.tsx'

type Missing = { turns?: string; note?: string; days?: string }

/** Turns by hand: whose, how many, why and until when. */
export const CreditForm = ({
  turns: shown,
  tier,
  busy,
  trouble,
  onGive,
  onCredit,
}: TurnsProps & { turns: PoolTurns }) => {
  const [personId, setPerson] = useState(shown.seats[0]?.person.id ?? '')
  const [turns, setTurns] = useState('1')
  const [note, setNote] = useState('')
  const [days, setDays] = useState('14')
  const [missing, setMissing] = useState<Missing>({})
  const { of, rest } = errorsIn(trouble?.at === 'credit' ? trouble.told : null)

  const give = () => {
    const found: Missing = {
      ...(isWhole(turns, -20, 20) && Number(turns) !== 0 ? {} : { turns: t('turns.turnsNeeded') }),
      ...(note.trim() === '' ? { note: t('turns.noteNeeded') } : {}),
      ...(isWhole(days, 1, 365) ? {} : { days: t('turns.daysNeeded') }),
    }
    setMissing(found)
    if (Object.keys(found).length > 0) return
    onGive({ pool: shown.pool, tier, personId, turns: Number(turns), note: note.trim(), untilDays: Number(days) })
  }

  return (
    <form
      className="panel stack made"
      aria-label={t('turns.credit')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted && busy === null) give()
      }}
    >
      <h3>{t('turns.credit')}</h3>
      <div className="pair">
        <Select
          label={t('turns.member')}
          value={personId}
          options={shown.seats.map(({ person }) => ({ value: person.id, label: person.name }))}
          onChange={setPerson}
        />
        <TextField
          label={t('turns.howMany')}
          hint={t('turns.howManyHint')}
          value={turns}
          error={missing.turns ?? of('turns')}
          onChange={setTurns}
        />
        <TextField label={t('turns.note')} value={note} error={missing.note ?? of('note')} onChange={setNote} />
        <TextField label={t('turns.days')} value={days} error={missing.days ?? of('untilDays')} onChange={setDays} />
      </div>
      {rest === null ? null : (
        <p className="trouble" role="status">
          {rest}
        </p>
      )}
      <div className="buttons">
        <Button type="submit" look="main" busy={busy === 'credit'}>
          {t(busy === 'credit' ? 'turns.giving' : 'turns.give')}
        </Button>
        <Button onPress={() => onCredit(false)}>{t('options.cancel')}</Button>
      </div>
    </form>
  )
}

const isWhole = (text: string, from: number, to: number): boolean =>
  /^[-+]?\d{1,3}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to
