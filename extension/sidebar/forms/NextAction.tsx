import type { Ref } from 'react'
import type { HandoffView } from '../../../shared/handoff.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { dateText } from '../../ui/instants.ts'
import { t } from '../../ui/messages.ts'
import { Select } from '../../ui/Select.tsx'

type Next = { name: string; at: string }
type Props = {
  proposed: HandoffView['next']
  isNeeded: boolean
  /** Null: none. */
  value: Next | null
  error: string | null
  nameRef: Ref<HTMLInputElement>
  onChange: (next: Next | null) => void
}

/** What comes next and when; where the point does not ask for it, one line until somebody wants one. */
export const NextAction = ({ proposed, isNeeded, value, error, nameRef, onChange }: Props) => {
  if (value === null) {
    if (isNeeded || proposed.options[0] === undefined) return null
    const at = proposed.options[0]
    return (
      <div>
        <Button look="quiet" className="line-button" onPress={() => onChange({ name: proposed.name, at })}>
          {t('touch.addNext')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <Field label={t('touch.next')} error={error}>
        {(wiring) => (
          <input
            {...wiring}
            ref={nameRef}
            className="input"
            maxLength={200}
            value={value.name}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <Select
        label={t('touch.nextAt')}
        value={value.at}
        options={proposed.options.map((at) => ({ value: at, label: dateText(Date.parse(at)) }))}
        onChange={(at) => onChange({ ...value, at })}
      />
    </>
  )
}
