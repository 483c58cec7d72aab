import type { HandoffPoint } from '../../../shared/point.ts'
import type { StepAt } from '../sections.ts'
import { pointGroups, STEPS } from './steps.ts'

const KEY = 'baton.step'

/** Where somebody was in the playbook, kept by the browser; the first step of the first point when that is not there. */
export const stepToShow = (at: StepAt | null, points: readonly HandoffPoint[]): StepAt | null => {
  const first = pointGroups(points)[0]?.points[0]
  const known = [at, kept()].find((place) => place && points.some(({ id }) => id === place.point))
  return known ?? (first === undefined ? null : { point: first.id, step: 'map' })
}

/** `sdr_to_ae/owner`. */
export const keepStep = (place: string): void => {
  try {
    localStorage.setItem(KEY, place)
  } catch {
    // A browser that keeps nothing begins at the first step.
  }
}

const kept = (): StepAt | null => {
  try {
    const [point = '', step] = (localStorage.getItem(KEY) ?? '').split('/')
    const known = STEPS.find((each) => each === step)
    return known === undefined ? null : { point, step: known }
  } catch {
    return null
  }
}
