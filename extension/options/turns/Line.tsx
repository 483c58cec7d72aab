import type { TurnLine } from '../../../shared/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { whenText } from '../../ui/instants.ts'
import { problemText } from '../../ui/phrases.ts'
import { t, tCode } from '../messages.ts'
import type { TurnsProps } from './TurnsView.tsx'

/** One line of the ledger, and what a manager can say of it. */
export const Line = ({ line, nowMs, busy, trouble, onGiveBack }: TurnsProps & { line: TurnLine }) => {
  const { id, at, person, turns, declined, mayGiveBack } = line
  return (
    <tr>
      <td>{whenText(Date.parse(at), nowMs)}</td>
      <th scope="row">{person.name}</th>
      <td>{turns > 0 ? `+${turns}` : `−${-turns}`}</td>
      <td>
        {whyText(line, nowMs)}
        {declined === undefined ? null : (
          <span className="below muted">
            {t('turns.declined', { reason: tCode('reason', declined) })}{' '}
            {mayGiveBack ? (
              <Button busy={busy === id} onPress={() => onGiveBack(id)}>
                {t('turns.giveBack')}
              </Button>
            ) : null}
          </span>
        )}
        {trouble?.at === id ? (
          <span className="below trouble" role="status">
            {t('options.failed', problemText(trouble.told?.problem ?? null))}
          </span>
        ) : null}
      </td>
    </tr>
  )
}

const whyText = ({ reason, by, note, until }: TurnLine, nowMs: number): string => {
  const why = t(`turns.reason.${reason}`)
  const who = by === undefined ? why : t('turns.whyBy', { why, name: by.name })
  const noted = note === undefined ? who : `${who}: ${note}`
  return until === undefined ? noted : t('turns.until', { why: noted, until: whenText(Date.parse(until), nowMs) })
}
