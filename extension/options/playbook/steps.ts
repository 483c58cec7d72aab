import type { HandoffPoint } from '../../../shared/point.ts'

/** The eight steps of a point, in the order in which it is set up. */
export const STEPS = ['map', 'trigger', 'owner', 'context', 'sla', 'acceptance', 'escalation', 'measures'] as const
export type Step = (typeof STEPS)[number]

/** Closest to live buyer intent first: demo and pricing, then meeting, technical question, contract, closed-won. */
const CLOSEST = ['marketing_to_sdr', 'sdr_to_ae', 'ae_to_se', 'ae_to_deal_desk', 'sales_to_cs']
const FURTHER = ['product_to_sales', 'cs_to_am']

/** The points of a playbook as they are chosen from, in groups of which none is empty; the workspace's own come last. */
export const pointGroups = (points: readonly HandoffPoint[]): { group: PointGroup; points: HandoffPoint[] }[] => {
  const named = (ids: string[]) => ids.flatMap((id) => points.filter((point) => point.id === id))
  const groups: { group: PointGroup; points: HandoffPoint[] }[] = [
    { group: 'closest', points: named(CLOSEST) },
    { group: 'further', points: named(FURTHER) },
    { group: 'own', points: points.filter(({ id }) => ![...CLOSEST, ...FURTHER].includes(id)) },
  ]
  return groups.filter((group) => group.points.length > 0)
}
export type PointGroup = 'closest' | 'further' | 'own'
