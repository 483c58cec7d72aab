import type { Draft, SaveDraftInput } from '../../shared/draft.ts'
import { checkPlaybook } from '../domain/checkPlaybook.ts'
import { diffPlaybooks } from '../domain/diffPlaybooks.ts'
import { deleteDraft, findDraft, putDraft, type StoredDraft } from '../store/drafts.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook, lockPlaybooks } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import { iso } from './clockView.ts'
import type { Actor, Environment } from './environment.ts'

/** Whoever edits says so more often than this; then anybody may take the draft. */
const LOCK_MS = 2 * 60_000

/** Why a draft was not touched, in a sentence for whoever tried. */
export type Conflict = { conflict: string }
export const NO_DRAFT: Conflict = { conflict: 'There is no draft any more: it was published or discarded.' }

/** The draft with what is found in it and how it differs from the live version; null: nobody works on one. */
export const viewDraft = (env: Environment, actor: Actor): Promise<Draft | null> =>
  inWorkspace(env.database, actor.workspace, 'viewDraft', async (tx) => {
    const draft = await findDraft(tx, false)
    return draft === null ? null : draftView(tx, actor, draft)
  })

/**
 * Takes the draft in hand for two minutes, and again as a sign of life; where there is none it begins as the live version. From
 * somebody who still has it only with `takeOver`, and the log keeps that.
 */
export const lockDraft = (env: Environment, actor: Actor, takeOver: boolean): Promise<Draft | Conflict | null> =>
  inWorkspace(env.database, actor.workspace, 'lockDraft', async (tx) => {
    // Also where there is no row yet to lock: of two who begin at once one begins.
    await lockPlaybooks(tx)
    const live = await livePlaybook(tx)
    if (live === null) return null
    const told = (act: string, target: string | null) =>
      record(tx, { id: env.newId(), actorId: actor.person, act, target })
    const found = await findDraft(tx, true)
    const other = found === null ? null : otherEditor(tx, actor, found)
    if (other !== null && !takeOver) return { conflict: await inOthersHands(tx, other) }
    if (found === null) await told('draft.begun', String(live.version))
    if (other !== null) await told('draft.taken_over', other)
    const begun = {
      base: live.version,
      revision: 0,
      playbook: live.playbook,
      changedAt: tx.now,
      changedBy: actor.person,
    }
    const draft = { ...(found ?? begun), editorId: actor.person, editorUntil: tx.now + LOCK_MS }
    await putDraft(tx, draft)
    return draftView(tx, actor, draft)
  })

/** Lets go of the draft, which stays as it is. Of a draft in other hands nothing changes. */
export const releaseDraft = (env: Environment, actor: Actor): Promise<void> =>
  inWorkspace(env.database, actor.workspace, 'releaseDraft', async (tx) => {
    const draft = await findDraft(tx, true)
    if (draft?.editorId === actor.person) await putDraft(tx, { ...draft, editorId: null, editorUntil: null })
  })

/** Stores the draft by whoever has it in hand, errors and all: only publishing asks for none. */
export const saveDraft = (
  env: Environment,
  actor: Actor,
  { revision, playbook }: SaveDraftInput,
): Promise<Draft | Conflict> =>
  inWorkspace(env.database, actor.workspace, 'saveDraft', async (tx) => {
    const draft = await findDraft(tx, true)
    if (draft === null) return NO_DRAFT
    const other = otherEditor(tx, actor, draft)
    if (other !== null) return { conflict: await inOthersHands(tx, other) }
    // Sent again, as its answer was lost.
    const isRepeat = draft.revision === revision + 1 && draft.changedBy === actor.person
    if (isRepeat && diffPlaybooks(draft.playbook, playbook).length === 0) return draftView(tx, actor, draft)
    if (draft.revision !== revision) return { conflict: wasChanged(draft) }
    const saved = {
      ...draft,
      playbook,
      revision: revision + 1,
      changedAt: tx.now,
      changedBy: actor.person,
      editorId: actor.person,
      editorUntil: tx.now + LOCK_MS,
    }
    await putDraft(tx, saved)
    return draftView(tx, actor, saved)
  })

/** Throws the draft away as whoever asks saw it. */
export const discardDraft = (env: Environment, actor: Actor, revision: number): Promise<void | Conflict> =>
  inWorkspace(env.database, actor.workspace, 'discardDraft', async (tx) => {
    const draft = await findDraft(tx, true)
    if (draft === null) return
    const conflict = await draftConflict(tx, actor, draft, revision)
    if (conflict !== null) return conflict
    await deleteDraft(tx)
    await record(tx, { id: env.newId(), actorId: actor.person, act: 'draft.discarded', target: String(draft.base) })
  })

/** Why this actor may not end the draft, as they saw it. */
export const draftConflict = async (
  tx: Tx,
  actor: Actor,
  draft: StoredDraft,
  revision: number,
): Promise<Conflict | null> => {
  const other = otherEditor(tx, actor, draft)
  if (other !== null) return { conflict: await inOthersHands(tx, other) }
  return draft.revision === revision ? null : { conflict: wasChanged(draft) }
}

const otherEditor = (tx: Tx, actor: Actor, { editorId, editorUntil }: StoredDraft): string | null =>
  editorId !== actor.person && (editorUntil ?? 0) > tx.now ? editorId : null

const inOthersHands = async (tx: Tx, editor: string): Promise<string> =>
  `${(await allPeople(tx)).get(editor)?.name ?? editor} is editing the draft. Wait, or take it over.`

const wasChanged = ({ revision }: StoredDraft): string =>
  `The draft was changed meanwhile: it is at its change ${revision} now. Load it anew.`

const draftView = async (tx: Tx, actor: Actor, draft: StoredDraft): Promise<Draft> => {
  const people = await allPeople(tx)
  const nameOf = (person: string): string => people.get(person)?.name ?? person
  const here = new Set([...people.values()].flatMap(({ id, left }) => (left ? [] : [id])))
  const live = await livePlaybook(tx)
  const { base, revision, playbook, changedAt, changedBy, editorId, editorUntil } = draft
  const isInHand = editorId !== null && editorUntil !== null && editorUntil > tx.now
  return {
    base,
    live: live?.version ?? base,
    revision,
    playbook,
    changedAt: iso(changedAt),
    changedBy: nameOf(changedBy),
    editor: isInHand
      ? { id: editorId, name: nameOf(editorId), until: iso(editorUntil), isYou: editorId === actor.person }
      : null,
    findings: checkPlaybook(playbook, here),
    changes: live === null ? [] : diffPlaybooks(live.playbook, playbook),
    people: [...people.values()].map(({ id, name }) => ({ id, name })),
  }
}
