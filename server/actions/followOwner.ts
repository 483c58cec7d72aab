import type { CrmRecord } from '../crm/connector.ts'
import { isSameOwner, ownerOf, personIn } from '../domain/crmOwner.ts'
import { lockOpenHandoffs } from '../store/handoffs.ts'
import { noteOwner, ownerIsWaiting, recordState } from '../store/recordStates.ts'
import { allPeople } from '../store/people.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import { assignAsInCrm } from './assign.ts'
import type { Environment } from './environment.ts'

/**
 * Compares the owner that a record shows with the one that it showed, or took from us, before. Where somebody else has changed
 * it, the record's open handoffs go to the new owner, but those of points that leave the record where it is; nothing is written back. A first look is no change, and an owner of ours
 * that is still on its way wins. To be called for reads that no write of ours overlaps: those of the record's own lane.
 */
export const followOwner = async (env: Environment, tx: Tx, record: CrmRecord, crm: string): Promise<void> => {
  const { ref } = record
  // Locked first: whatever reassigns one of them has then put its owner into the outbox already, or comes after this.
  const open = await lockOpenHandoffs(tx, ref)
  const shown = ownerOf(record)
  const { owner: known } = await recordState(tx, ref)
  if (known !== null && !isSameOwner(known, shown)) {
    if (await ownerIsWaiting(tx, ref)) return
    const people = await allPeople(tx)
    const owner = personIn(people.values(), shown)
    const author = personIn(people.values(), ownerOf({ ownerEmail: record.ownerSetBy?.email }))
    for (const stored of owner === null ? [] : open) {
      const { offer, refusedBy } = stored.handoff
      if (owner === null || offer.owner === owner.id) continue
      const scene = await sceneOf(env, tx, stored)
      if (!scene.desk.point.ownsRecord) continue
      const inputs = await scene.inputs([...refusedBy, offer.owner])
      const before = { person: offer.owner, number: offer.number, crm }
      const next = await assignAsInCrm(env, tx, scene.desk, stored.id, inputs, owner.id, before)
      await apply(env, scene, { type: 'follow_owner', at: tx.now, by: author?.id ?? null, offer: next })
    }
  }
  await noteOwner(tx, ref, shown)
}
