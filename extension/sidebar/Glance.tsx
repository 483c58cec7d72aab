import type { HandoffView } from '../../shared/handoff.ts'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { whyText } from '../ui/phrases.ts'
import { glanceItems } from './glanceItems.ts'

/** Why it is whose, who gave it, what they asked for. */
export const Glance = ({ handoff, nowMs }: { handoff: HandoffView; nowMs: number }) => {
  const { mine, owner, why, byHand, sentByMe, sender, point, askedFor } = handoff
  const items = glanceItems(handoff)
  return (
    <dl className="glance">
      {byHand && !sentByMe && sender !== null ? (
        <div>
          <dt>{t('glance.from')}</dt> <dd>– {t('glance.sender', { name: sender.name, point: point.name })}</dd>
        </div>
      ) : null}
      <div>
        <dt>{mine ? t('glance.whyYou') : t('glance.why', { name: firstName(owner.name) })}</dt>{' '}
        <dd>– {whyText(why, mine, nowMs)}</dd>
      </div>
      {askedFor === null && (byHand || items.length > 0) ? null : (
        <div>
          <dt>{t('glance.askedFor')}</dt> <dd>– {askedFor ?? t('glance.notSaid')}</dd>
        </div>
      )}
      {items.map((item) => (
        <div key={item.name} className="glance-item">
          <dt>{item.name}</dt> <dd>– {item.text}</dd>
        </div>
      ))}
    </dl>
  )
}
