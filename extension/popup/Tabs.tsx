import { t } from '../ui/messages.ts'
import type { Whose } from './PopupView.tsx'

type Props = { whose: Whose; mine: number; team: number; onChoose: (whose: Whose) => void }

/** A manager's line: my own handoffs, or the team's. */
export const Tabs = ({ whose, mine, team, onChoose }: Props) => {
  const tab = (name: Whose, label: string) => (
    <button type="button" className="tab" aria-pressed={whose === name} onClick={() => onChoose(name)}>
      {label}
    </button>
  )
  return (
    <nav className="tabs" aria-label={t('queue.tabs')}>
      {tab('mine', t('queue.tabMine', { count: mine }))}
      {tab('team', t('queue.tabTeam', { count: team }))}
    </nav>
  )
}
