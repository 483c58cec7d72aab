import type { QueueRow } from '../../shared/queue.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'
import { useShortcuts } from '../ui/useShortcuts.ts'

type Props = { next: QueueRow | null; onOpen: (url: string) => void }

/** On to the next record of my queue; when there is none, that is said. */
export const NextInQueue = ({ next, onOpen }: Props) => {
  const open = next === null ? undefined : () => onOpen(next.recordUrl)
  useShortcuts({ j: open })
  if (next === null) return <p className="muted">{t('card.queueEmpty')}</p>
  return (
    <Button shortcut="J" onPress={open}>
      {t('act.next')}
    </Button>
  )
}
