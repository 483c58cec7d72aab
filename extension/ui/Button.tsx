import type { ComponentProps, MouseEvent } from 'react'
import { Kbd } from './Kbd.tsx'

type Props = Omit<ComponentProps<'button'>, 'onClick' | 'disabled'> & {
  /** `main` is the one filled button of a card; `link` stands within a line. */
  look?: 'main' | 'plain' | 'quiet' | 'link'
  /** The key that does the same, shown on the button. */
  shortcut?: string
  /** Under way: it keeps its place and its focus, and does nothing. */
  busy?: boolean
  /** Nothing comes of it yet: a press shows what is missing. */
  inactive?: boolean
  onPress?: () => void
}

/** A button that only a person can press: clicks made by a script do not count. */
export const Button = ({
  look = 'plain',
  shortcut,
  busy = false,
  inactive = false,
  onPress,
  children,
  className,
  ...rest
}: Props) => (
  <button
    type="button"
    className={className === undefined ? 'button' : `button ${className}`}
    data-look={look}
    aria-disabled={busy || inactive || undefined}
    aria-keyshortcuts={shortcut}
    onClick={onPress && byHand(() => !busy && onPress())}
    {...rest}
  >
    {children}
    {shortcut === undefined || busy ? null : <Kbd>{shortcut}</Kbd>}
  </button>
)

/** Runs an act for a press by a person, never for one that a script made. */
export const byHand = (act: () => void) => (event: MouseEvent) => {
  if (event.nativeEvent.isTrusted) act()
}
