import type { Queue, QueueRow, Sent } from '../../shared/queue.ts'
import { t } from '../ui/messages.ts'

/** One of the lists that the popup can show. */
export type List = {
  id: string
  title: string
  /** On its tab. */
  label: string
  empty: string
  showOwner: boolean
} & ({ kind: 'queue'; rows: QueueRow[] } | { kind: 'sent' })

/** Mine, the shared ones that I am in, what I sent, a manager's team: in this order. Null: not known yet. */
export const listsOf = (queue: Queue, sent: Sent | null): List[] => {
  const { mine, team, shared = [] } = queue
  const lists: List[] = [
    {
      id: 'mine',
      kind: 'queue',
      title: t('queue.mine'),
      label: t('queue.tabMine', { count: mine.length }),
      empty: t('queue.empty'),
      rows: mine,
      showOwner: false,
    },
    ...shared.map(({ name, rows }, at): List => ({
      id: `shared-${at}`,
      kind: 'queue',
      title: name,
      label: t('queue.tabShared', { name, count: rows.length }),
      empty: t('queue.emptyShared'),
      rows,
      showOwner: true,
    })),
  ]
  if (sent !== null && (sent.rows.length > 0 || sent.weeks.length > 0)) {
    const label = t('queue.tabSent', { count: sent.rows.length })
    lists.push({ id: 'sent', kind: 'sent', title: t('sent.title'), label, empty: t('sent.empty'), showOwner: true })
  }
  if (team !== null) {
    lists.push({
      id: 'team',
      kind: 'queue',
      title: t('queue.team'),
      label: t('queue.tabTeam', { count: team.length }),
      empty: t('queue.emptyTeam'),
      rows: team,
      showOwner: true,
    })
  }
  return lists
}
