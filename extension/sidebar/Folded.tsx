import type { HandoffView } from '../../shared/handoff.ts'
import { byHand } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { Clocks } from './Clocks.tsx'
import { Context, knownOf } from './Context.tsx'
import type { CardProps } from './HandoffCard.tsx'
import { Gates } from './Gates.tsx'
import { History } from './History.tsx'
import { Others } from './Others.tsx'
import { Receipt } from './Receipt.tsx'

type Props = CardProps & { onHandOff: (point?: string) => void }

/** Everything else, one line each, which says how much is inside. */
export const Folded = ({ state: { handoff, others, choices, gates }, me, nowMs, acts, onHandOff }: Props) => {
  const running = handoff.clocks.length
  return (
    <>
      <Disclosure title={t('fold.context')} value={t('fold.contextCount', knownOf(handoff.context))}>
        {() => <Context entries={handoff.context} nowMs={nowMs} />}
      </Disclosure>
      <Disclosure
        title={t('fold.clocks')}
        value={running === 0 ? t('fold.clocksNone') : t('fold.clocksCount', { count: running })}
      >
        {() => <Clocks handoff={handoff} nowMs={nowMs} />}
      </Disclosure>
      <Disclosure title={receiptTitle(handoff, me)} value={t('fold.receipt')}>
        {() => <Receipt receipt={handoff.receipt} nowMs={nowMs} />}
      </Disclosure>
      <Disclosure title={t('fold.history')} value={String(handoff.history.length)}>
        {() => <History entries={handoff.history} nowMs={nowMs} />}
      </Disclosure>
      <Gates gates={gates} choices={choices} onHandOff={onHandOff} />
      {choices.length === 0 ? null : (
        <div className="others">
          <button type="button" className="disclosure-head" data-leads onClick={byHand(() => onHandOff())}>
            <span className="disclosure-title">{t('fold.handOff')}</span>
            <span className="disclosure-value">{t('fold.handOffCount', { count: choices.length })}</span>
          </button>
        </div>
      )}
      <Others others={others} onChoose={acts.choose} />
    </>
  )
}

/** The nearest other whom one would ask about: who had it before, else the best candidate who was passed over. */
const receiptTitle = ({ mine, owner, why, receipt }: HandoffView, me: string | null): string => {
  const considered = receipt.steps
    .flatMap(({ candidates }) => candidates)
    .filter(({ person }) => person.id !== owner.id)
  const other = why.instead?.name ?? considered[0]?.person.name
  const name = firstName(owner.name)
  if (other === undefined) return mine ? t('fold.whyYou') : t('fold.whyOther', { name })
  if (!mine && considered.some(({ person }) => person.id === me)) return t('fold.whyOtherNotYou', { name })
  if (mine) return t('fold.whyYouNot', { name: firstName(other) })
  return t('fold.whyOtherNot', { name, other: firstName(other) })
}
