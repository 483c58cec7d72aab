import { useEffect, useEffectEvent } from 'react'
import { tinykeys } from 'tinykeys'

/** Single keys that do what a button does. They rest while somebody types or a menu is open, and count only when a person
 *  pressed them: a key event made by a script does not. Undefined switches a key off. */
export const useShortcuts = (acts: Record<string, (() => void) | undefined>): void => {
  const press = useEffectEvent((event: KeyboardEvent, key: string) => run(event, acts[key]))
  const keys = Object.keys(acts).join(' ')
  useEffect(() => {
    const bind = (key: string) => [key, (event: KeyboardEvent) => press(event, key)] as const
    return tinykeys(window, Object.fromEntries(keys.split(' ').filter(Boolean).map(bind)), { ignore: isBusyElsewhere })
  }, [keys])
}

const run = (event: KeyboardEvent, act: (() => void) | undefined): void => {
  if (!event.isTrusted || act === undefined) return
  event.preventDefault()
  act()
}

const TYPING = 'input:not([type=radio]), textarea, select, [contenteditable], [role=menu]'

const isBusyElsewhere = (event: KeyboardEvent): boolean =>
  event.repeat || event.isComposing || (event.target instanceof Element && event.target.closest(TYPING) !== null)
