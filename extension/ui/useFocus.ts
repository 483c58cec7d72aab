import { type RefObject, useEffect, useRef } from 'react'

/** What held the focus is gone, or nothing did. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body

/** Takes the focus when it appears, so that it is read out and the keyboard goes on there. The element needs `tabIndex={-1}`. */
export const useFocusOnMount = <E extends HTMLElement>(): RefObject<E | null> => {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}

/** For what opens something: it gets the focus back when that closes and takes the focus along. */
export const useFocusBack = <E extends HTMLElement>(isOpen: boolean): RefObject<E | null> => {
  const opener = useRef<E>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen && isLost()) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return opener
}

/**
 * For a place whose content changes with `what`: when that takes the focus along, its first field has it, or the place itself,
 * which needs `tabIndex={-1}`. Undefined: not known yet.
 */
export const useFocusOnChange = <E extends HTMLElement>(what: string | number | undefined): RefObject<E | null> => {
  const place = useRef<E>(null)
  const before = useRef(what)
  useEffect(() => {
    const isChanged = before.current !== undefined && before.current !== what
    before.current = what
    if (isChanged && isLost()) (place.current?.querySelector('input') ?? place.current)?.focus({ preventScroll: true })
  }, [what])
  return place
}
