import { expect } from 'vitest'
import { clientOf, type Lives, problemOf } from './lives.ts'
import type { roadOf } from './roads.ts'
import type { Part } from './stage.ts'

/** An admin begins a draft, throws it away, begins another, publishes it and takes that back; each is sent until it is answered. */
export const draftRoad = async (road: ReturnType<typeof roadOf>, { ref }: Part, lives: Lives): Promise<void> => {
  const { tokens } = await road.signInAsAdmin()
  const asked = <T>(what: (by: ReturnType<typeof clientOf>) => Promise<T>) =>
    lives.acknowledged((url) => what(clientOf(url, tokens.access)))
  // Done already, where only the answer got lost.
  const orDone = (error: unknown) => expect(problemOf(error)).toBe('urn:baton:problem:conflict')
  await asked((by) => by.draft.lock.mutate({ takeOver: true }))
  const begun = await asked((by) => by.draft.get.query())
  await asked((by) => by.draft.discard.mutate({ revision: begun?.revision ?? -1 }))
  expect(await asked((by) => by.draft.get.query())).toBeNull()
  const { playbook, base, revision } = await asked((by) => by.draft.lock.mutate({ takeOver: true }))
  const points = playbook.points.map((point) => ({ ...point, breaksToday: ref.id }))
  const changed = { ...playbook, points }
  const saved = await asked((by) => by.draft.save.mutate({ revision, playbook: changed }))
  expect(saved.revision).toBe(revision + 1)
  await asked((by) => by.draft.release.mutate())
  const publish = { revision: saved.revision, over: base, reason: ref.id }
  await asked((by) => by.draft.publish.mutate(publish)).catch(orDone)
  expect(await asked((by) => by.playbook.live.query())).toMatchObject({ version: base + 1, reason: ref.id })
  const back = { version: base, over: base + 1, reason: `Not ${ref.id}` }
  await asked((by) => by.draft.rollBack.mutate(back)).catch(orDone)
  const live = await asked((by) => by.playbook.live.query())
  expect(live).toMatchObject({ version: base + 2, reason: back.reason })
  expect(live.playbook).toEqual(playbook)
}
