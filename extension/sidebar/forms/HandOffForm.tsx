import { useEffect, useId, useRef, useState } from 'react'
import type { ContextItem } from '../../../shared/context.ts'
import type { HandOffChoice } from '../../../shared/recordAnswer.ts'
import type { RecordRef } from '../../../shared/record.ts'
import type { ActInput } from '../../worker/acts.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../ui/messages.ts'
import { itemText, listText } from '../../ui/phrases.ts'
import { Select } from '../../ui/Select.tsx'
import { noteIn, NoteField } from './NoteField.tsx'
import { focusOn, Questions } from './Questions.tsx'
import { useAnswers } from './useAnswers.ts'

type Props = {
  record: RecordRef
  choices: HandOffChoice[]
  /** The point that is proposed. */
  point?: string
  /** Somebody opened it; else it was open by itself. */
  takeFocus: boolean
  stillMissing: ContextItem[]
  sending: boolean
  onHandOff: (input: ActInput<'handOff'>) => void
  onCancel?: () => void
}

/** To whom, and what they need to act. The button works once all that is required is there, and says what is not. */
export const HandOffForm = (props: Props) => {
  const { choices, point } = props
  const [chosen, choose] = useState(point ?? choices[0]?.point.id ?? '')
  const choice = choices.find((each) => each.point.id === chosen) ?? choices[0]
  if (choice === undefined) return null
  return (
    <div
      className="form"
      role="group"
      aria-label={t('handOff.title')}
      onKeyDown={({ key }) => key === 'Escape' && props.onCancel?.()}
    >
      {choices.length === 1 ? null : (
        <Select
          label={t('handOff.at')}
          value={choice.point.id}
          autoFocus={props.takeFocus}
          options={choices.map((each) => ({ value: each.point.id, label: nameOf(each, choices) }))}
          onChange={choose}
        />
      )}
      <Form key={choice.point.id} {...props} choice={choice} />
    </div>
  )
}

/** Whom it goes to; where several points lead to the same, which of them. */
const nameOf = ({ point }: HandOffChoice, choices: HandOffChoice[]): string =>
  choices.filter((each) => each.point.to === point.to).length > 1 ? point.name : point.to

const Form = ({ choice, ...props }: Props & { choice: HandOffChoice }) => {
  const { record, choices, takeFocus, stillMissing, sending, onHandOff, onCancel } = props
  const { point, questions } = choice
  const answers = useAnswers(questions)
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const readyId = useId()
  const { lacking } = answers
  const isAlone = choices.length === 1
  useEffect(() => {
    if (takeFocus && isAlone) fields.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [takeFocus, isAlone])
  const isReady = lacking.length === 0
  const handOff = () => {
    setAsked(!isReady)
    if (!isReady) return focusOn(fields.current, lacking)
    onHandOff({ record, point: point.id, values: answers.values, ...noteIn(note) })
  }
  return (
    <>
      <div ref={fields} className="form">
        <Questions questions={questions} answers={answers} isAsked={isAsked} stillMissing={stillMissing} />
      </div>
      <NoteField label={t('handOff.note', { to: point.to })} value={note} onChange={setNote} />
      <p id={readyId} className="field-hint">
        {isReady
          ? t('handOff.ready')
          : t('handOff.missing', { items: listText(lacking.map(({ item, name }) => itemText(item, name))) })}
      </p>
      <div className="offer">
        <Button look="main" busy={sending} inactive={!isReady} aria-describedby={readyId} onPress={handOff}>
          {sending ? t('act.handingOff') : t('act.handOffTo', { to: point.to })}
        </Button>
        {onCancel === undefined ? null : (
          <Button look="quiet" busy={sending} onPress={onCancel}>
            {t('act.cancel')}
          </Button>
        )}
      </div>
    </>
  )
}
