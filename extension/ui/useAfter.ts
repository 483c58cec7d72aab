import { useEffect, useState } from 'react'

/** True once so many milliseconds have gone by: what loads faster shows no sign of loading. */
export const useAfter = (delayMs: number): boolean => {
  const [isOver, setOver] = useState(delayMs === 0)
  useEffect(() => {
    if (delayMs === 0) return
    const timer = setTimeout(() => setOver(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return isOver
}
