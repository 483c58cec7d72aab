import type { GateView, HandOffChoice } from '../../shared/recordAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import { itemText, listText } from '../ui/phrases.ts'
import { Notice } from './Notice.tsx'

type Props = { gates: GateView[]; choices: HandOffChoice[]; onHandOff: (point: string) => void }

/** What the record's stage asks for: a handoff now, or what is missing before it may enter the next one. */
export const Gates = ({ gates, choices, onHandOff }: Props) => (
  <>
    {choices
      .filter(({ proposed }) => proposed)
      .map(({ point }) => (
        <Notice key={point.id}>
          {t('handOff.proposed', { to: point.to })}
          <Button onPress={() => onHandOff(point.id)}>{t('act.handOff')}</Button>
        </Notice>
      ))}
    {gates.map(({ point, stage, missing }) => (
      <Notice key={`${point.id} ${stage.id}`}>
        {t(missing.length === 1 ? 'handOff.gate' : 'handOff.gateMany', {
          stage: stage.name,
          items: listText(missing.map(({ item, name }) => itemText(item, name))),
        })}
        {choices.some((choice) => choice.point.id === point.id) ? (
          <Button onPress={() => onHandOff(point.id)}>{t('item.fill')}</Button>
        ) : null}
      </Notice>
    ))}
  </>
)
