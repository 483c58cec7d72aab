import { expect } from 'vitest'
import { runningClocks, stepsAhead } from '../../server/domain/clocks.ts'
import { decide } from '../../server/domain/decide.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { evolve, fold, type Handoff, hasEnded, isComplete } from '../../server/domain/handoff.ts'
import { mayMatches } from './mayLaw.ts'
import { live } from './lifeModel.ts'
import { type Life, lifeOf } from './lifeOf.ts'
import type { Turn } from './play.ts'

/** One event with the states around it and the command that it came from. */
type Change = { event: HandoffEvent; before: Handoff; after: Handoff; command: Turn['command'] }

const changesOf = (turns: readonly Turn[]): Change[] =>
  turns.flatMap(({ command, before, events }) => {
    let state = before
    return events.flatMap((event): Change[] => {
      const last = state
      const after = evolve(last, event)
      state = after
      return last === null ? [] : [{ event, before: last, after, command }]
    })
  })

const eventsOf = (turns: readonly Turn[]): HandoffEvent[] => turns.flatMap(({ events }) => events)

const states = (turns: readonly Turn[]): Handoff[] => turns.flatMap(({ after }) => (after === null ? [] : [after]))

/** What a play of one handoff has to hold, by a sentence. */
export const LIFE_LAWS: Record<string, (turns: Turn[]) => void> = {
  'it lives as a simple model of it does, refusals and all': (turns) => {
    let life: Life | null = null
    for (const { command, decision, events, after } of turns) {
      const modelled = live(life, command, events)
      expect('refusal' in decision ? decision.refusal : 'done', command.type).toBe(
        typeof modelled === 'string' ? modelled : 'done',
      )
      if (typeof modelled === 'string') continue
      if (after !== null) expect(lifeOf(after), command.type).toEqual(modelled)
      life = modelled
    }
  },

  'one owner always, never the sender unless the CRM named them, never their own backup': (turns) => {
    for (const { sender, offer } of states(turns)) {
      expect(offer.owner).toMatch(/^[a-z]+$/)
      expect(offer.backup).not.toBe(offer.owner)
      if (sender !== null) expect(offer.backup).not.toBe(sender)
    }
    for (const { event, before, after } of changesOf(turns)) {
      if (event.type !== 'assigned') expect(after.offer.owner).toBe(before.offer.owner)
      else if (event.offer.owner === after.sender && event.offer.why !== 'crm_changed')
        expect(before.offer.owner).toBe(after.sender)
    }
  },

  'completed only after its owner’s acceptance, a first response and a proof, each of them told before': (turns) => {
    let accepted: string | null = null
    let isTouched = false
    let isProved = false
    let owner = ''
    for (const event of eventsOf(turns)) {
      if (event.type === 'assigned') [owner, accepted] = [event.offer.owner, null]
      if (event.type === 'accepted') accepted = event.by
      if (event.type === 'touched') isTouched = true
      if (event.type === 'cycle_opened') isTouched = false
      if (event.type === 'evidence_seen') isProved = true
      if (event.type === 'reopened') [isTouched, isProved] = [isTouched && event.cycle === null, false]
      if (event.type === 'completed') expect([accepted, isTouched, isProved]).toEqual([owner, true, true])
    }
    for (const state of states(turns)) expect(isComplete(state)).toBe(false)
  },

  'the buyer’s clock never resets inside a cycle: a signal, a re-opening with its own or a recalculation moves it': (
    turns,
  ) => {
    for (const { event, before, after } of changesOf(turns)) {
      const isNewCycle = event.type === 'cycle_opened' || (event.type === 'reopened' && event.cycle !== null)
      expect(after.cycle).toBe(before.cycle + (isNewCycle ? 1 : 0))
      if (isNewCycle) {
        if (before.touched !== null)
          expect(after.t0 - before.touched.at).toBeGreaterThanOrEqual(event.type === 'reopened' ? 0 : 1)
        continue
      }
      if (event.type !== 'joined') expect(after.t0).toBe(before.t0)
      else expect(after.t0).toBeLessThanOrEqual(before.t0)
      if (event.type === 'joined') expect(after.touch.dueAt).toBeLessThanOrEqual(before.touch.dueAt)
      else if (event.type !== 'recalculated') expect(after.touch).toBe(before.touch)
    }
  },

  'a command given twice changes nothing the second time': (turns) => {
    for (const { command, decision, events, after } of turns) {
      const again = decide(after, command)
      if (events.length === 0) expect(again).toEqual(decision)
      else expect('events' in again ? again.events : []).toEqual([])
    }
  },

  'a refusal changes nothing, and nothing is written to': (turns) => {
    for (const { command, before, decision, after } of turns) {
      const frozen = JSON.stringify([command, before])
      expect(decide(before, command)).toEqual(decision)
      expect(JSON.stringify([command, before])).toBe(frozen)
      if ('refusal' in decision) expect(after).toBe(before)
    }
  },

  'its events give its state, also as they are stored': (turns) => {
    const last = turns.at(-1)?.after ?? null
    expect(fold(eventsOf(turns))).toEqual(last)
    expect(fold(JSON.parse(JSON.stringify(eventsOf(turns))) as HandoffEvent[])).toEqual(last)
    expect(JSON.parse(JSON.stringify(last))).toEqual(last)
  },

  'nothing fires for what has ended but its re-opening on the date that the buyer named, and then once': (turns) => {
    for (const state of states(turns).filter(hasEnded)) {
      const until = state.closed?.until ?? null
      const ahead = stepsAhead(state, 0).map(({ act, at }) => [act, at])
      expect(ahead).toEqual(until === null ? [] : [['reopen', until]])
      expect(runningClocks(state)).toEqual([])
      for (const { key } of [...state.offer.accept.steps, ...state.touch.steps])
        expect(decide(state, { type: 'tick', at: 1e15, key, target: 'ana', next: null })).toEqual({ events: [] })
    }
    for (const { event, before, after } of changesOf(turns)) {
      if (event.type !== 'reopened' || event.by !== null) continue
      expect(before.closed?.reason).toBe('asked_for_later')
      expect(event.at).toBeGreaterThanOrEqual(before.closed?.until ?? Infinity)
      expect([after.cycle, after.t0, after.touched]).toEqual([before.cycle + 1, before.closed?.until, null])
    }
  },

  'what was given back runs no owner’s clock, and the buyer’s runs on': (turns) => {
    for (const state of states(turns)) {
      if (state.returned === null) continue
      const waits = state.touched === null && state.booked === null && !state.doNotContact
      expect(runningClocks(state)).toEqual(waits ? [state.touch] : [])
      expect(state.asks.map(({ number }) => number)).toContain(state.returned)
    }
  },

  'an ask goes to the sender’s manager at its time and once, and no item is asked for twice at a time': (turns) => {
    const escalated = new Set<string>()
    for (const { event, before } of changesOf(turns)) {
      if (event.type !== 'ask_escalated') continue
      expect(escalated).not.toContain(event.key)
      escalated.add(event.key)
      const ask = before.asks.find(({ number }) => `ask.${number}` === event.key)
      expect(event.at).toBeGreaterThanOrEqual(ask?.dueAt ?? Infinity)
    }
    for (const { asks } of states(turns)) {
      const items = asks.flatMap((ask) => ask.items)
      expect(new Set(items).size).toBe(items.length)
    }
  },

  'only the owner’s own act accepts; a colleague’s touch, or another’s act in the CRM, accepts nothing': (turns) => {
    for (const { event, before, command } of changesOf(turns)) {
      if (event.type === 'touched') {
        expect(event.asColleague ?? false).toBe(before.offer.owner !== event.by)
        if (event.asColleague !== true) expect(before.accepted?.by).toBe(event.by)
      }
      if (event.type !== 'accepted') continue
      expect('by' in command ? command.by : null).toBe(event.by)
      expect(before.offer.owner).toBe(event.by)
      expect(['accept', 'crm_accept', 'log_touch', 'see_touch']).toContain(command.type)
    }
  },

  'a series of approvals is kept in order, each has one word, and a no decides': (turns) => {
    for (const { approvals, verdicts } of states(turns)) {
      const said = verdicts.map(({ step }) => step)
      expect(new Set(said).size).toBe(said.length)
      if (approvals?.order === 'serial') expect(said).toEqual(approvals.steps.slice(0, said.length).map(({ id }) => id))
      expect(verdicts.slice(0, -1).every(({ verdict }) => verdict === 'approved')).toBe(true)
    }
    for (const { event, after } of changesOf(turns)) {
      if (event.type !== 'evidence_seen' || event.evidence !== 'approved') continue
      const isAll = after.verdicts.length === after.approvals?.steps.length
      expect(isAll || after.verdicts.at(-1)?.verdict === 'rejected').toBe(true)
    }
  },

  'a touch told by hand stays so until an activity of the same person shows it': (turns) => {
    for (const { event, before, after, command } of changesOf(turns)) {
      if (event.type === 'touched') expect(event.selfReported).toBe(command.type === 'log_touch')
      if (after.touched?.corroborated && !before.touched?.corroborated) {
        expect(event.type).toBe('corroborated')
        expect(command).toMatchObject({ type: 'see_touch', by: before.touched?.by })
        expect(before.touched?.selfReported).toBe(true)
      }
    }
  },

  'earlier cycles stay as they were measured, whatever comes': (turns) => {
    const measured: { t0: number; touchedAt: number | null }[] = []
    for (const { cycle, t0, touched } of states(turns)) {
      const earlier = JSON.stringify(measured.slice(0, cycle - 1))
      measured[cycle - 1] = { t0, touchedAt: touched?.at ?? measured[cycle - 1]?.touchedAt ?? null }
      expect(JSON.stringify(measured.slice(0, cycle - 1))).toBe(earlier)
      const last = measured[cycle - 2]?.touchedAt ?? null
      if (last !== null) expect(t0).toBeGreaterThanOrEqual(last)
    }
    expect(measured.length).toBe(turns.at(-1)?.after?.cycle ?? 0)
  },

  'no act stops or moves a clock late without its breach being told, however busy the engine was': (turns) => {
    for (const { command, before, after } of turns) {
      if (before === null || after === null || command.type === 'tick') continue
      const runs = new Map(runningClocks(after).map(({ steps, dueAt }) => [steps[0]?.key, dueAt]))
      for (const { dueAt, steps } of runningClocks(before)) {
        const [breach] = steps
        const isLateStill = (runs.get(breach?.key) ?? Infinity) <= dueAt
        if (dueAt <= command.at && !isLateStill) expect(toldIn(turns), command.type).toContain(breach?.key)
      }
    }
  },

  'what somebody may do is what would not be refused them': (turns) => {
    for (const { after, people } of turns.slice(-3)) if (after !== null) mayMatches(after, people)
  },
}

const toldIn = (turns: readonly Turn[]): string[] =>
  eventsOf(turns).flatMap((event) => (event.type === 'breached' ? [event.key] : []))
