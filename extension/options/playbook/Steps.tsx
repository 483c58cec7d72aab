import { useEffect } from 'react'
import type { StepAt } from '../sections.ts'
import { keepStep, stepToShow } from './lastStep.ts'
import { PlaybookNav } from './PlaybookNav.tsx'
import { usePlaybook } from './usePlaybook.ts'

/** The handoff point that is looked at, or was last, and its steps. Nothing while the playbook is not known. */
export const Steps = ({ at }: { at: StepAt | null }) => {
  const { live } = usePlaybook(true)
  const isThere = at !== null && live?.playbook.points.some(({ id }) => id === at.point) === true
  const shown = isThere && at !== null ? `${at.point}/${at.step}` : null
  useEffect(() => {
    if (shown !== null) keepStep(shown)
  }, [shown])
  const place = live === null ? null : stepToShow(at, live.playbook.points)
  if (live === null || place === null) return null
  return (
    <PlaybookNav
      live={live}
      place={place}
      isShown={isThere}
      onPoint={(point) => {
        location.hash = `#${point}/${place.step}`
      }}
    />
  )
}
