import type { ClosedReason, Evidence, HandoffPoint } from '../../shared/point.ts'
import { Playbook } from '../../shared/playbook.ts'
import { defaultPlaybook, officeHours } from './defaultPlaybook.ts'

/**
 * A playbook as it was stored, by whatever version of Baton, as it is read today. What its points lack comes from the default of
 * the same point, else from what any point can do with. Throws when it is no playbook.
 */
export const upgradePlaybook = (body: unknown): Playbook => {
  if (isWhole(body)) return body
  const { points = [], ...rest } = body as { points?: Partial<HandoffPoint>[] }
  return Playbook.parse({ ...rest, points: points.map(upgraded) })
}

/** Stored since points prove their completion: it was parsed when it was stored, so nothing is missing. */
const isWhole = (body: unknown): body is Playbook =>
  typeof body === 'object' &&
  body !== null &&
  'lifecycle' in body &&
  (body as Playbook).points.every(({ completion, closedReasons }) => completion && closedReasons)

const upgraded = (point: Partial<HandoffPoint>): Partial<HandoffPoint> => {
  const today = DEFAULTS.find(({ id }) => id === point.id)
  return {
    ...point,
    completion: point.completion ?? today?.completion ?? [MOVED_FORWARD],
    closedReasons: point.closedReasons ?? today?.closedReasons ?? REASONS,
    ...(today === undefined
      ? {}
      : {
          firstResponse: point.firstResponse ?? today.firstResponse,
          ownsRecord: point.ownsRecord ?? today.ownsRecord,
        }),
  }
}

const MOVED_FORWARD: Evidence = {
  id: 'moved_forward',
  name: 'The buyer moved forward',
  signs: [{ kind: 'meeting', state: 'held' }],
  byHand: true,
}
const REASONS: ClosedReason[] = ['disqualified', 'dismissed', 'duplicate', 'asked_for_later', 'other']

const DEFAULTS = defaultPlaybook({
  calendars: [officeHours('office', 'UTC')],
  pool: { id: 'sdr', name: 'SDRs', members: [{ person: 'nobody', weight: 1 }] },
  catchAll: 'nobody',
}).points
