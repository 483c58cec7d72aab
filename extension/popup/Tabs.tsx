import { t } from '../ui/messages.ts'
import type { List } from './lists.ts'

type Props = { lists: List[]; shown: string; onChoose: (id: string) => void }

/** One line for the lists that there are, above them, so that it stays where it is; none for a single one. */
export const Tabs = ({ lists, shown, onChoose }: Props) =>
  lists.length < 2 ? null : (
    <nav className="tabs" aria-label={t('queue.tabs')}>
      {lists.map(({ id, label }) => (
        <button key={id} type="button" className="tab" aria-pressed={shown === id} onClick={() => onChoose(id)}>
          {label}
        </button>
      ))}
    </nav>
  )
