import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { t } from '../ui/messages.ts'
import { useShortcuts } from '../ui/useShortcuts.ts'
import { DeclineForm } from './DeclineForm.tsx'
import type { Decline, Press } from './acts.ts'

type Props = {
  /** A press that is on its way. */
  sending: Press['act'] | null
  /** A backup accepts in place of the owner, and has nothing to decline. */
  asBackup?: boolean
  onAccept: () => void
  onDecline?: (decline: Decline) => void
}

/** Accept, and the way out for what is not right. */
export const Offer = ({ sending, asBackup = false, onAccept, onDecline }: Props) => {
  const [isDeclining, setDeclining] = useState(false)
  const canAccept = sending === null && !isDeclining
  useShortcuts({ a: canAccept ? onAccept : undefined })
  if (isDeclining && onDecline !== undefined) {
    return <DeclineForm sending={sending === 'decline'} onDecline={onDecline} onCancel={() => setDeclining(false)} />
  }
  const label = sending === 'accept' ? 'act.accepting' : asBackup ? 'act.acceptAsBackup' : 'act.accept'
  return (
    <div className="offer">
      <Button look="main" shortcut="A" busy={sending !== null} onPress={onAccept}>
        {t(label)}
      </Button>
      {onDecline === undefined ? null : (
        <Menu
          label={t('act.notRight')}
          items={[{ id: 'decline', label: t('act.decline'), onChoose: () => setDeclining(true) }]}
        />
      )}
    </div>
  )
}
