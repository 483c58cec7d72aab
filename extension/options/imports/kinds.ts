import type { HandoffPoint } from '../../../shared/point.ts'
import type { RecordType } from '../../../shared/record.ts'
import type { Trigger } from '../../../shared/trigger.ts'

/** What only a person or a CRM says, never a list. */
const NOT_FROM_LISTS = ['handed_off', 'stage_entered']

/** The types of records that some point takes, in the order of their first. */
export const recordTypesOf = (points: readonly HandoffPoint[]): RecordType[] => [
  ...new Set(points.flatMap(({ recordTypes }) => recordTypes)),
]

/** The kinds of signals that some trigger looks at on a record of this type, each once. */
export const kindsFor = (points: readonly HandoffPoint[], type: RecordType): string[] => [
  ...new Set(
    points
      .filter(({ recordTypes }) => recordTypes.includes(type))
      .flatMap(({ triggers }) => triggers.flatMap(kindsOf))
      .filter((kind) => !NOT_FROM_LISTS.includes(kind)),
  ),
]

/** The triggers to which a signal of this kind on a record of this type means something, by itself or in a sum. */
export const looksAt = (
  points: readonly HandoffPoint[],
  type: RecordType,
  kind: string,
): { point: HandoffPoint; trigger: Trigger }[] =>
  points
    .filter(({ recordTypes }) => recordTypes.includes(type))
    .flatMap((point) =>
      point.triggers.filter((trigger) => kindsOf(trigger).includes(kind)).map((trigger) => ({ point, trigger })),
    )

/** The kinds at which it is looked at, and those that it counts or scores. */
const kindsOf = ({ kinds, counts = [], score }: Trigger): string[] => [
  ...kinds,
  ...counts.flatMap((count) => count.kinds ?? []),
  ...Object.keys(score?.weights ?? {}),
]

/** Whether some of these can give a handoff of high intent. */
export const canBeHigh = (found: readonly { trigger: Trigger }[]): boolean =>
  found.some(({ trigger: { tier, tierWhen = [] } }) => tier === 'high' || tierWhen.some((rule) => rule.tier === 'high'))
