import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../ui/messages.ts'

type Props = {
  /** What the button says; also the group's name. */
  press: string
  sending: boolean
  /** Somebody opened it; what is there by itself leaves the keyboard where it is. */
  takeFocus?: boolean
  onPress: () => void
  onCancel?: () => void
  children?: ReactNode
}

/** A form in place of the card's act; Escape goes back. */
export const ActForm = ({ press, sending, takeFocus = true, onPress, onCancel, children }: Props) => {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takeFocus) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [takeFocus])
  return (
    <div
      ref={form}
      className="form"
      role="group"
      aria-label={press}
      onKeyDown={({ key }) => key === 'Escape' && onCancel?.()}
    >
      {children}
      <div className="offer">
        <Button look="main" busy={sending} onPress={onPress}>
          {press}
        </Button>
        {onCancel === undefined ? null : (
          <Button look="quiet" busy={sending} onPress={onCancel}>
            {t('act.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
