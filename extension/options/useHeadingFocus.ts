import { type RefObject, useEffect, useRef } from 'react'

/**
 * When another place is shown, its heading takes the focus, so that it is read out and the keyboard goes on there. Whoever
 * goes through a list of places stays in that list.
 */
export const useHeadingFocus = (main: RefObject<HTMLElement | null>, place: string): void => {
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    if (document.activeElement instanceof HTMLSelectElement) return
    const heading = main.current?.querySelector<HTMLElement>('h2')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }, [main, place])
}
