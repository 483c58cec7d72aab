import { type Command, type Decision, decide } from '../../server/domain/decide.ts'
import { startClock } from '../../server/domain/escalate.ts'
import type { HandoffEvent, Offer } from '../../server/domain/event.ts'
import { evolve, type Handoff, stepsAhead } from '../../server/domain/handoff.ts'
import { chooseBackup, route, type Route, type RouteInputs } from '../../server/domain/route.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { EscalationStep, HandoffPoint } from '../../shared/playbook.ts'

/** The scene of one handoff: who is there, whom the ladder knows, how late steps go. */
export type Scene = {
  routing: Omit<RouteInputs, 'at' | 'refusedBy'>
  policy: EscalationStep[]
  calendar: Calendar
  tiers: HandoffPoint['tiers']
  startAt: number
}

/** What may happen next. `sweep` does all that is due, as the engine would; `stray_tick` names a step that may not be due. */
export type Move =
  | { do: 'wait'; minutes: number }
  | { do: 'status'; person: string; status: RouteInputs['people'][string]['status'] }
  | { do: 'signal'; tier: 'high' | 'medium'; agoMinutes: number }
  /** `@owner` and `@backup` are whoever is that by then. */
  | { do: 'accept' | 'decline' | 'touch'; person: string }
  /** Somebody gives it to this person in the CRM: by one who is here, or not. */
  | { do: 'follow'; person: string; by: string | null }
  | { do: 'sweep' }
  | { do: 'stray_tick'; nth: number }

/** One command with what came of it. */
export type Turn = {
  command: Command
  before: Handoff | null
  decision: Decision
  events: HandoffEvent[]
  after: Handoff | null
}

/** More steps than any chain of escalations over nine people may have. */
export const STEPS_MAX = 400

/** Plays the moves on a handoff from its first signal on, the commands made as the actions make them. */
export const play = (scene: Scene, moves: readonly Move[]): Turn[] => {
  const turns: Turn[] = []
  let at = scene.startAt
  let people = scene.routing.people
  let handoff: Handoff | null = null
  let signals = 0

  const give = (command: Command): HandoffEvent[] => {
    const before = handoff
    const decision = decide(before, command)
    const events = 'events' in decision ? decision.events : []
    handoff = events.reduce<Handoff | null>(evolve, before)
    turns.push({ command, before, decision, events, after: handoff })
    return events
  }
  const seen = (refusedBy: string[]): RouteInputs => ({ ...scene.routing, people, at, refusedBy })
  const signal = () => ({ signalId: `signal-${(signals += 1)}`, kind: 'demo_request', source: 'website' })

  const open = routedOffer(scene, seen([]), 1)
  if (open === null) return turns
  give({
    type: 'open',
    at,
    ...OPENING,
    ...signal(),
    tier: 'medium',
    t0: at,
    touch: touchClock(scene, 'medium', at, 1),
    offer: open,
  })

  const tick = (): boolean => {
    const [step] = handoff === null ? [] : stepsAhead(handoff, at)
    if (handoff === null || step === undefined || step.at > at) return false
    const { offer, refusedBy } = handoff
    const target =
      step.target === 'owner'
        ? offer.owner
        : step.target === 'backup'
          ? offer.backup
          : (people[offer.owner]?.manager ?? null)
    const to = step.act === 'hand_to_backup' ? successor(seen([...refusedBy, offer.owner]), offer) : null
    const next = to === null ? null : offerTo(scene, seen([...refusedBy, offer.owner]), to, offer, at)
    if (give({ type: 'tick', at, key: step.key, target, next }).length === 0)
      throw new Error(`step ${step.key} is due but yields nothing`)
    return true
  }

  for (const move of moves) {
    const now: Handoff = handoff ?? NOBODY()
    const by =
      'person' in move
        ? move.person === '@owner'
          ? now.offer.owner
          : move.person === '@backup'
            ? (now.offer.backup ?? now.offer.owner)
            : move.person
        : ''
    const press = { by, at, pressedAt: at }
    if (move.do === 'wait') at += move.minutes * 60_000
    else if (move.do === 'status')
      people = { ...people, [move.person]: { status: move.status, manager: people[move.person]?.manager ?? null } }
    else if (move.do === 'signal') {
      const t0 = at - move.agoMinutes * 60_000
      const cycle = now.touched === null ? now.cycle : now.cycle + 1
      give({
        type: 'join',
        at,
        ...signal(),
        t0,
        tier: move.tier,
        touch: touchClock(scene, move.tier, t0, cycle),
        offer: null,
      })
    } else if (move.do === 'accept') {
      const isBackup = now.accepted === null && now.offer.backup === by
      const takeOver = isBackup ? offerTo(scene, seen([...now.refusedBy, now.offer.owner]), by, now.offer, at) : null
      give({ type: 'accept', ...press, takeOver })
    } else if (move.do === 'decline') {
      const isTheirs = now.accepted === null && now.offer.owner === by
      const next = isTheirs ? routedOffer(scene, seen([...now.refusedBy, by]), now.offer.number + 1) : null
      give({ type: 'decline', ...press, reason: 'no_time', noteId: null, next })
    } else if (move.do === 'follow') {
      const inputs = seen([...now.refusedBy, now.offer.owner])
      const offer = { ...offerTo(scene, inputs, by, now.offer, at), why: 'crm_changed' as const, whyName: 'Test CRM' }
      give({ type: 'follow_owner', at, by: move.by, offer })
    } else if (move.do === 'touch') {
      give({
        type: 'log_touch',
        ...press,
        channel: 'call',
        outcome: 'no_answer',
        next: { noteId: 'note', at: at + 86_400_000 },
      })
    } else if (move.do === 'stray_tick') {
      const steps = [...now.offer.accept.steps, ...now.touch.steps]
      give({ type: 'tick', at, key: steps[move.nth % steps.length]?.key ?? 'no.such.step', target: null, next: null })
    } else {
      let done = 0
      while (tick()) if ((done += 1) > STEPS_MAX) throw new Error('the escalation never ends')
    }
  }
  return turns
}

const OPENING = {
  point: 'marketing_to_sdr',
  trigger: 'demo',
  triggerName: 'Demo request',
  record: { connection: 'crm', type: 'lead' as const, id: '1' },
  playbookVersion: 1,
  account: null,
}

const NOBODY = (): Handoff => {
  throw new Error('a handoff opens before anything else happens to it')
}

const successor = (inputs: RouteInputs, offer: Offer): string | null => {
  const status = offer.backup === null ? 'left' : (inputs.people[offer.backup]?.status ?? 'left')
  return status === 'on_duty' || status === 'off_duty' ? offer.backup : chooseBackup(inputs, offer.owner)
}

const routedOffer = (scene: Scene, inputs: RouteInputs, number: number): Offer | null => {
  const routed = route(inputs)
  return routed === null ? null : offerOf(scene, routed, number, inputs.at)
}

const offerTo = (scene: Scene, inputs: RouteInputs, owner: string, before: Offer, at: number): Offer =>
  offerOf(
    scene,
    {
      owner,
      backup: chooseBackup(inputs, owner),
      why: 'took_over',
      whyName: null,
      instead: { person: before.owner, awayUntil: null },
      pool: null,
    },
    before.number + 1,
    at,
  )

const offerOf = (scene: Scene, routed: Omit<Route, 'trace' | 'step'>, number: number, at: number): Offer => {
  const { owner, backup, why, whyName, instead, pool } = routed
  return {
    number,
    owner,
    backup,
    why,
    whyName,
    instead,
    pool,
    decisionId: `decision-${number}`,
    accept: clockOf(scene, 'accept', 'high', at, number),
  }
}

const touchClock = (scene: Scene, tier: 'high' | 'medium', t0: number, cycle: number) =>
  clockOf(scene, 'touch', tier, t0, cycle)

const clockOf = (
  { tiers, policy, calendar }: Scene,
  kind: 'accept' | 'touch',
  tier: 'high' | 'medium',
  startedAt: number,
  scope: number,
) => {
  const rule = tiers[tier]
  if (rule === null) throw new RangeError(`tier «${tier}» runs no clock`)
  return startClock({ kind, rule: rule[kind], policy, calendar, startedAt, scope: String(scope) })
}
