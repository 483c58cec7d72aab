import { type Command, type Decision, decide } from '../../server/domain/decide.ts'
import type { ApprovalPlan, HandoffEvent } from '../../server/domain/event.ts'
import { stepsAhead } from '../../server/domain/clocks.ts'
import { evolve, type Handoff } from '../../server/domain/handoff.ts'
import type { RouteInputs } from '../../server/domain/route.ts'
import { commandOf, type Move, reopening, type Stage } from './moves.ts'
import { clockOf, offerTo, routedOffer, type Rules, successor } from './offering.ts'

/** The scene of one handoff: who is there, whom the ladder knows, how late steps go, how it came. */
export type Scene = Rules & {
  routing: Omit<RouteInputs, 'at' | 'refusedBy'>
  startAt: number
  byHand: boolean
  doNotContact: boolean
  approvals: ApprovalPlan | null
  /** What somebody tries before there is a handoff. */
  early: boolean
}

/** One command with what came of it. */
export type Turn = {
  command: Command
  before: Handoff | null
  decision: Decision
  events: HandoffEvent[]
  after: Handoff | null
  /** Who was there. */
  people: RouteInputs['people']
}

/** More steps than any chain of escalations over nine people may have. */
const STEPS_MAX = 400

/** Plays the moves on a handoff from its first signal on, the commands made as the actions make them. */
export const play = (scene: Scene, moves: readonly Move[]): Turn[] => {
  const turns: Turn[] = []
  let at = scene.startAt
  let people = scene.routing.people
  let handoff: Handoff | null = null
  let count = 0
  const nth = () => (count += 1)

  const give = (command: Command): HandoffEvent[] => {
    const before = handoff
    const decision = decide(before, command)
    const events = 'events' in decision ? decision.events : []
    handoff = events.reduce<Handoff | null>(evolve, before)
    turns.push({ command, before, decision, events, after: handoff, people })
    return events
  }
  const inputs = (refusedBy: string[]): RouteInputs => ({ ...scene.routing, people, at, refusedBy })
  const stage = (now: Handoff): Stage => ({ rules: scene, at, handoff: now, nth, inputs })

  if (scene.early) give({ type: 'recall', at, by: 'ana', noteId: null })
  const open = openingOf(scene, inputs([]), `signal-${nth()}`)
  if (open === null) return turns
  give(open)

  const tick = (): boolean => {
    const [step] = handoff === null ? [] : stepsAhead(handoff, at)
    if (handoff === null || step === undefined || step.at > at) return false
    const { offer, refusedBy, sender } = handoff
    const managerOf = (person: string | null) => (person === null ? null : (people[person]?.manager ?? null))
    const target = {
      owner: offer.owner,
      backup: offer.backup,
      manager: managerOf(offer.owner),
      sender_manager: managerOf(sender),
    }[step.target]
    const gone = [...refusedBy, offer.owner]
    const to = step.act === 'hand_to_backup' ? successor(inputs(gone), offer) : null
    const next = to === null ? null : offerTo(scene, inputs(gone), to, offer)
    const command: Command =
      step.act === 'reopen'
        ? { ...reopening(stage(handoff), step.at), key: step.key }
        : { type: 'tick', at, key: step.key, target, next }
    if (give(command).length === 0) throw new Error(`step ${step.key} is due but yields nothing`)
    return true
  }

  for (const move of moves) {
    if (move.do === 'wait') at += move.minutes * 60_000
    else if (move.do === 'status') {
      const manager = people[move.person]?.manager ?? null
      people = { ...people, [move.person]: { status: move.status, manager } }
    } else if (move.do === 'sweep') {
      let done = 0
      while (tick()) if ((done += 1) > STEPS_MAX) throw new Error('the escalation never ends')
    } else {
      const command = handoff === null ? null : commandOf(move, stage(handoff))
      if (command !== null) give(command)
    }
  }
  return turns
}

const openingOf = (scene: Scene, inputs: RouteInputs, signalId: string): Command | null => {
  const { at } = inputs
  const offer = routedOffer(scene, inputs, 1)
  if (offer === null) return null
  return {
    type: 'open',
    at,
    point: 'marketing_to_sdr',
    trigger: 'demo',
    triggerName: 'Demo request',
    record: { connection: 'crm', type: 'lead', id: '1' },
    playbookVersion: 1,
    account: null,
    signalId,
    kind: 'demo_request',
    source: 'website',
    tier: 'medium',
    t0: at,
    touch: clockOf(scene, 'touch', 'medium', at, 1),
    offer,
    sender: scene.routing.sender ?? null,
    byHand: scene.byHand,
    doNotContact: scene.doNotContact,
    approvals: scene.approvals,
  }
}
