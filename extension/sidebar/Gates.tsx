import type { GateView, HandOffChoice } from '../../shared/recordAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { t } from '../ui/messages.ts'
import { itemText, listText } from '../ui/phrases.ts'
import { Notice } from './Notice.tsx'

type Props = { gates: GateView[]; choices: HandOffChoice[]; onHandOff: (point: string) => void }

/** The stages ahead that ask for something, one line each: whoever works on this handoff has something else in hand. */
export const Gates = ({ gates, choices, onHandOff }: Props) =>
  gates.map((gate) => (
    <Disclosure
      key={keyOf(gate)}
      title={t('fold.gate', { stage: gate.stage.name })}
      value={t('fold.gateCount', { count: gate.missing.length })}
    >
      {() => <Gate gate={gate} choices={choices} onHandOff={onHandOff} />}
    </Disclosure>
  ))

/** The next of these stages, said in full. */
export const NextGate = ({ gates: [gate], ...props }: Props) =>
  gate === undefined ? null : (
    <Notice>
      <Gate gate={gate} {...props} />
    </Notice>
  )

/** The stage that the record is in asks for a handoff now. */
export const Proposals = ({ choices, onHandOff }: Omit<Props, 'gates'>) =>
  choices.map(({ point }) => (
    <Notice key={point.id}>
      {t('handOff.proposed', { to: point.to })}
      <Button onPress={() => onHandOff(point.id)}>{t('act.handOff')}</Button>
    </Notice>
  ))

const Gate = ({ gate: { point, stage, missing }, choices, onHandOff }: Omit<Props, 'gates'> & { gate: GateView }) => (
  <>
    {t(missing.length === 1 ? 'handOff.gate' : 'handOff.gateMany', {
      stage: stage.name,
      items: listText(missing.map(({ item, name }) => itemText(item, name))),
    })}
    {choices.some((choice) => choice.point.id === point.id) ? (
      <Button onPress={() => onHandOff(point.id)}>{t('item.fill')}</Button>
    ) : null}
  </>
)

const keyOf = ({ point, stage }: GateView): string => `${point.id} ${stage.id}`
