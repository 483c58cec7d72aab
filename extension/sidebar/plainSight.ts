type Seen = Pick<IntersectionObserverEntry, 'intersectionRatio'> & { isVisible?: boolean }
type Watching = IntersectionObserverInit & { trackVisibility: boolean; delay: number }

/** The shortest that browsers allow. */
const DELAY_MS = 100
/** A little less than all: borders between pixels are rounded. */
const ALL = 0.99

/**
 * Watches whether all of an element is on the screen and nothing covers, fades, filters or turns it, also outside of the frame: the
 * second version of the intersection observer knows. A browser without it (Firefox) tells only whether it is on the screen.
 * Returns how to stop.
 */
export const watchPlainSight = (element: Element, tell: (isPlain: boolean) => void): (() => void) => {
  const watching: Watching = { threshold: [0, 0.5, ALL, 1], trackVisibility: true, delay: DELAY_MS }
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) tell(isPlain(entry))
  }, watching)
  observer.observe(element)
  return () => observer.disconnect()
}

/** Unknown is not invisible: see above. */
export const isPlain = ({ intersectionRatio, isVisible = true }: Seen): boolean => isVisible && intersectionRatio >= ALL
