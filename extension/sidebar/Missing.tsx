import type { ContextItem } from '../../shared/context.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'
import { itemText } from '../ui/phrases.ts'

type Props = {
  handoff: HandoffView
  busy: boolean
  /** One click asks the sender for this item. */
  onAsk: (item: ContextItem) => void
  onFill: () => void
}

/** Required items that are not there, or do not count, one line each, with the way to get them. */
export const Missing = ({ handoff, busy, onAsk, onFill }: Props) => {
  const { missing, context, asks, may, sender } = handoff
  if (missing.length === 0) return null
  const askedOf = new Map(asks.flatMap(({ items, to }) => items.map(({ item }) => [item, firstName(to.name)] as const)))
  return (
    <ul className="missing">
      {missing.map((item) => {
        const asked = askedOf.get(item)
        return (
          <li key={item}>
            <span>{lackText(item, context)}</span>
            {asked !== undefined ? (
              <span className="muted">{t('item.asked', { name: asked })}</span>
            ) : may.includes('ask') && sender !== null ? (
              <Button look="link" busy={busy} onPress={() => onAsk(item)}>
                {t('item.ask', { name: firstName(sender.name) })}
              </Button>
            ) : may.includes('give_context') ? (
              <Button look="link" busy={busy} onPress={onFill}>
                {t('item.fill')}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

/** «Buying committee not known», «Business problem: too short to act on». */
const lackText = (item: ContextItem, context: HandoffView['context']): string => {
  const entry = context.find((each) => each.item === item)
  const name = itemText(item, entry?.name)
  if (entry?.fault === undefined) return t('item.missing', { item: name })
  return t('item.faulty', { item: name, fault: t(`fault.${entry.fault}`) })
}
