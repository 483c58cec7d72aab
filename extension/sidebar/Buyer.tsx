import type { HandoffView } from '../../shared/handoff.ts'
import { cityOf, timeIn } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { buyerLine } from '../ui/phrases.ts'

/** `isOfCompany`: it is about a company, whoever of it was seen last. `doNotContact`: no way to reach them is offered. */
type Props = { buyer: HandoffView['buyer']; isOfCompany?: boolean; nowMs: number; doNotContact: boolean }

/** Who: name, place, the means to act and what time it is there. */
export const Buyer = ({ buyer, isOfCompany = false, nowMs, doNotContact }: Props) => {
  const heading = isOfCompany ? (buyer.company ?? buyer.name) : buyer.name
  const line = buyerLine(buyer, heading)
  return (
    <div>
      <h2 className="person">{heading}</h2>
      {line === '' ? null : <p className="muted">{line}</p>}
      {doNotContact ? null : <Reach buyer={buyer} nowMs={nowMs} />}
    </div>
  )
}

const Reach = ({ buyer: { phone, email, zone }, nowMs }: Omit<Props, 'doNotContact'>) => {
  const there = zone === undefined ? null : timeIn(zone, nowMs)
  if (phone === undefined && email === undefined && there === null) return null
  return (
    <ul className="reach">
      {phone === undefined ? null : (
        <li>
          <a href={telHref(phone)} aria-label={t('glance.call', { phone })}>
            {phone}
          </a>
        </li>
      )}
      {email === undefined ? null : (
        <li>
          <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} aria-label={t('glance.write', { email })}>
            {email}
          </a>
        </li>
      )}
      {there === null || zone === undefined ? null : (
        <li className="muted">{t('time.inZone', { at: there, city: cityOf(zone) })}</li>
      )}
    </ul>
  )
}

/** The number alone: an extension is for the person who dials. */
const telHref = (phone: string): string => `tel:${(phone.split(/[a-z#,]/i)[0] ?? '').replace(/[^+\d]/g, '')}`
