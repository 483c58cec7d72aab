import type { HandoffPoint, Playbook, Trigger } from '../../shared/playbook.ts'
import type { RecordType } from '../../shared/record.ts'

/** The first point and trigger that take a signal of this kind on this type of record; null: nothing does. */
export const triggerFor = (
  playbook: Playbook,
  signal: { kind: string; recordType: RecordType },
): { point: HandoffPoint; trigger: Trigger } | null => {
  for (const point of playbook.points) {
    if (!point.recordTypes.includes(signal.recordType)) continue
    const trigger = point.triggers.find(({ kinds }) => kinds.includes(signal.kind))
    if (trigger !== undefined) return { point, trigger }
  }
  return null
}
