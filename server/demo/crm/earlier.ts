import type { DemoRecord } from './record.ts'
import type { DemoState, Effect } from './state.ts'

/** What a state says of itself; the first version said nothing. */
export const STATE_FORMAT = 2

/**
 * A state as this version keeps it. The first one did not note on an activity or a task who put it there: the effects tell,
 * in the same order, and what the record had before the first effect came with its seed.
 */
export const upgraded = (state: DemoState): DemoState => {
  if (state.format === STATE_FORMAT) return state
  for (const record of state.records) {
    sign(record.activities, effectsOn(state, record, 'activity'))
    sign(record.tasks, effectsOn(state, record, 'task'))
  }
  return { ...state, format: STATE_FORMAT }
}

const effectsOn = ({ effects }: DemoState, record: DemoRecord, kind: Effect['kind']): Effect[] =>
  effects.filter((effect) => effect.kind === kind && effect.type === record.type && effect.recordId === record.id)

const sign = (entries: { actor?: string; createdAt?: string }[], effects: Effect[]): void => {
  const seeded = entries.length - effects.length
  for (const [index, { actor, at }] of effects.entries()) {
    const entry = entries[seeded + index]
    if (entry) Object.assign(entry, { actor, createdAt: entry.createdAt ?? at })
  }
}
