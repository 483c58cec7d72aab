import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import { byHand } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import { firstName } from '../ui/names.ts'

type Props = { others: RecordAnswer['others']; onChoose: (handoffId: string) => void }

/** The other handoffs of this record, one line each; a press shows it instead. */
export const Others = ({ others, onChoose }: Props) =>
  others.length === 0 ? null : (
    <ul className="others" aria-label={t('others.label')}>
      {others.map(({ id, point, owner, state }) => (
        <li key={id}>
          <button type="button" className="disclosure-head" data-leads onClick={byHand(() => onChoose(id))}>
            <span className="disclosure-title">{point}</span>
            <span className="disclosure-value">
              {t('others.line', { owner: firstName(owner.name), state: t(`state.${state}`) })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
