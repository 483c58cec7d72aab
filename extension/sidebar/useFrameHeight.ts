import { useEffect, useEffectEvent, useRef } from 'react'

/** Tells the height of an element in CSS px whenever it changes: the frame around the sidebar follows its content. */
export const useFrameHeight = (tell: (heightPx: number) => void) => {
  const element = useRef<HTMLDivElement>(null)
  const told = useEffectEvent(tell)
  useEffect(() => {
    if (element.current === null) return
    let toldPx = 0
    const observer = new ResizeObserver(([entry]) => {
      const heightPx = Math.ceil(entry?.contentRect.height ?? 0)
      if (heightPx === 0 || heightPx === toldPx) return
      toldPx = heightPx
      told(heightPx)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return element
}
