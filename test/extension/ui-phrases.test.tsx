import { describe, expect, test } from 'vitest'
import * as choices from '../../extension/ui/choices.ts'
import { t } from '../../extension/options/messages.ts'
import type { MessageKey } from '../../extension/ui/messages.ts'
import {
  buyerLine,
  crmOwnerText,
  historyText,
  problemText,
  refusalText,
  whyText,
  writeText,
} from '../../extension/ui/phrases.ts'
import { outcomeOf } from '../../extension/sidebar/outcomeOf.ts'
import en from '../../extension/locales/en.json' with { type: 'json' }
import { ContextFault, KnownItem, Provenance } from '../../shared/context.ts'
import { Refusal, TouchChannel, TouchOutcome } from '../../shared/act.ts'
import { DeclineReason } from '../../shared/declineReason.ts'
import { HandoffState, HandoffView } from '../../shared/handoff.ts'
import { HistoryEntry, PendingWrite } from '../../shared/handoffParts.ts'
import { ACT_NAMES } from '../../extension/worker/acts.ts'
import { ClosedReason } from '../../shared/point.ts'
import { CandidateReason, Receipt, StepReason, Why } from '../../shared/receipt.ts'
import { PROBLEM_TYPES, problem, type ProblemType } from '../../shared/problem.ts'
import { acceptPress, pressOf } from '../support/pressViews.ts'
import { ANA, DANA, handoff, MARA, NOW, NOW_MS, onRecord } from '../support/views.ts'

const HERE = { zone: 'America/New_York', locale: 'en-US' }
const MATCHED_BY = Receipt.shape.match.def.innerType.shape.evidence.options
const keys = new Set(Object.keys(en))

describe('every code of the server has its words', () => {
  test.each([
    ['item', KnownItem.options],
    ['fault', ContextFault.options],
    ['provenance', Provenance.shape.from.options],
    ['closed', ClosedReason.options],
    ['state', HandoffState.options],
    ['sent.state', HandoffState.options],
    ['kept', ACT_NAMES],
    ['act.log', HandoffView.shape.firstResponse.options],
    ['touch.channel', HandoffView.shape.firstResponse.options],
    ['reason', DeclineReason.options],
    ['channel', TouchChannel.options],
    ['outcome', TouchOutcome.options],
    ['candidate', CandidateReason.options],
    ['step', StepReason.options],
    ['evidence', MATCHED_BY],
    ['write', PendingWrite.shape.kind.options],
    ['why.mine', Why.shape.reason.options],
    ['why.other', Why.shape.reason.options],
  ])('%s', (prefix, codes) => {
    expect(codes.filter((code) => !keys.has(`${prefix}.${code}`))).toEqual([])
  })

  test('refusals', () => {
    for (const refusal of Refusal.options)
      expect(refusalText({ outcome: 'refused', refusal, by: DANA })).toMatch(/\w\.$/)
  })

  test('history, with a clock where it has one', () => {
    for (const kind of HistoryEntry.shape.kind.options) {
      const said = historyText({ at: NOW, kind, by: MARA, to: ANA, clock: 'touch', detail: 'call' })
      expect(said, kind).toMatch(/^[A-Z][^{}]+$/)
    }
  })

  test('problems say what happened and what to do', () => {
    for (const type of Object.keys(PROBLEM_TYPES) as ProblemType[]) {
      expect(keys.has(`problem.${type}.title`) && keys.has(`problem.${type}.next`), type).toBe(true)
    }
    expect(problemText(problem('record-gone')).title).toBe('The CRM no longer has this record.')
    expect(problemText(null).title).toBe('Baton’s server does not answer.')
    expect(problemText({ type: 'urn:baton:problem:from-the-future', title: '', status: 500 }).title).toBe(
      'Baton’s server could not do this.',
    )
  })
})

describe('what can be chosen is all that the server knows', () => {
  test('reasons, channels and outcomes', () => {
    expect([...choices.DECLINE_REASONS].sort()).toEqual([...DeclineReason.options].sort())
    expect([...choices.CHANNELS].sort()).toEqual([...TouchChannel.options].sort())
    expect(new Set(Object.values(choices.OUTCOMES).flat())).toEqual(new Set(TouchOutcome.options))
  })
})

describe('phrases', () => {
  const why = (of: Why, mine = true) => whyText(of, mine, NOW_MS, HERE)

  test('why it is mine', () => {
    expect(why({ reason: 'named_account', name: 'Nordlys' })).toBe('you own Nordlys.')
    const away = {
      reason: 'named_account',
      name: 'Brightwell',
      instead: { name: 'Ana Ruiz', awayUntil: '2026-11-26T14:00:00Z' },
    } as const
    expect(why(away)).toBe('Ana is away until Thursday; you are the backup for Brightwell.')
    expect(why({ reason: 'took_over', instead: { name: 'Ana Ruiz' } })).toBe(
      'Ana did not accept in time; you are the backup.',
    )
    expect(why({ reason: 'pool' })).toBe('it is your turn in the pool.')
  })

  test('why it is another’s', () => {
    expect(why({ reason: 'passed_on', instead: { name: 'Mara Lind' } }, false)).toBe('next in turn; Mara declined it.')
  })

  test('a part in the account’s team is said in its own words, where there are some', () => {
    expect(why({ reason: 'account_team', name: 'se' }, false)).toBe('runs the technical side of this account.')
    expect(why({ reason: 'account_team', name: 'am' })).toBe('you manage this account.')
    expect(why({ reason: 'account_team', name: 'wizard' }, false)).toBe('has this part for the account.')
    expect(why({ reason: 'relationship', name: 'Nordlys' })).toBe('you are in touch with Nordlys already.')
    expect(why({ reason: 'reassigned', instead: { name: 'Ana Ruiz' } })).toBe('you were given it, in place of Ana.')
  })

  test('an owner who was changed in the CRM', () => {
    const changed = { reason: 'crm_changed', name: 'Odoo', instead: { name: 'Ana Ruiz' } } as const
    expect(why(changed)).toBe('you were made the owner in Odoo, in place of Ana.')
    expect(why({ reason: 'crm_changed' }, false)).toBe('made the owner in the CRM.')
    const line = { at: NOW, kind: 'assigned', detail: 'crm_changed', to: ANA, crm: 'Odoo' } as const
    expect(historyText(line)).toBe('Reassigned in Odoo: now with Ana Ruiz')
    expect(historyText({ ...line, by: MARA })).toBe('Reassigned in Odoo by Mara Lind: now with Ana Ruiz')
    expect(historyText({ ...line, by: ANA })).toBe('Ana Ruiz took it over in Odoo')
  })

  test('a salesperson who is not here is named, and so is whoever keeps the handoff', () => {
    const mine = handoff({ crmOwner: { name: 'Marc Demo' } })
    expect(crmOwnerText(mine, 'Odoo')).toBe(
      'Odoo shows Marc Demo as salesperson, who is not in Baton. It stays with you.',
    )
    const theirs = handoff({ crmOwner: { name: null }, mine: false, owner: ANA })
    expect(crmOwnerText(theirs, null)).toBe('The CRM shows no salesperson. It stays with Ana.')
    expect(crmOwnerText(handoff(), 'Odoo')).toBeNull()
  })

  test('the loser of a race is told who won and by how much', () => {
    const lost = { outcome: 'refused', refusal: 'taken', by: DANA } as const
    expect(refusalText({ ...lost, secondsBefore: 3 })).toBe('Dana accepted this 3 s before you. Nothing to do.')
    expect(refusalText({ ...lost, secondsBefore: 0.2 })).toBe('Dana accepted this a moment before you. Nothing to do.')
    expect(refusalText({ ...lost, secondsBefore: 130 })).toBe('Dana accepted this 2 min before you. Nothing to do.')
    expect(refusalText(lost)).toBe('Dana accepted this before you. Nothing to do.')
  })

  test('a code that is not known yet is shown as words, never as a code', () => {
    expect(historyText({ at: NOW, kind: 'joined', detail: 'security_review_asked' })).toBe(
      'Another signal joined: security review asked',
    )
    expect(buyerLine({ name: 'Maria', title: 'CFO', accountStatus: 'former_customer' })).toBe('CFO · former customer')
  })

  test('a write that waits is named with its CRM, one that was given up with what to do', () => {
    expect(writeText({ kind: 'owner', attempts: 3, givenUp: false }, 'Odoo')).toBe(
      'Odoo has not taken the owner yet. Baton keeps trying.',
    )
    expect(writeText({ kind: 'stage', attempts: 9, givenUp: true }, null)).toBe(
      'The CRM did not take the stage. Set it there by hand.',
    )
  })

  test('one and many', () => {
    expect(t('options.signOutWarns', { count: 1 })).toMatch(/^1 act waits/)
    expect(t('options.signOutWarns', { count: 2 })).toMatch(/^2 acts wait/)
  })

  test('no message guesses a gender, shouts or blames', () => {
    const texts = Object.values(en).flatMap((message) =>
      typeof message === 'string' ? [message] : Object.values(message),
    )
    expect(texts.filter((text) => /!|\b(she|he|her|his|him|hers|failed|error|invalid)\b/i.test(text))).toEqual([])
    expect(keys.has('act.accept' satisfies MessageKey)).toBe(true)
  })
})

describe('what became of a press', () => {
  const state = (mine: boolean, version = 3) => {
    const shown = onRecord(handoff(mine ? { version } : { version, mine: false, owner: DANA, state: 'accepted' }))
    if (shown.kind !== 'handoff') throw new Error('not a handoff')
    return shown
  }

  test('a lost race ends the card', () => {
    const answer = { outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 3 } as const
    expect(outcomeOf(state(true), acceptPress(answer))).toMatchObject({ isOver: true, sending: null })
  })

  test('a decline that nobody can take leaves the card as it was', () => {
    const answer = { outcome: 'refused', refusal: 'nobody_left' } as const
    const press = pressOf({ act: 'decline', input: { handoffId: 'h-maria', reason: 'no_time' } }, { answer })
    expect(outcomeOf(state(true), press).isOver).toBe(false)
  })

  test('an act that is done stays on its way until the handoff is shown as it stands then', () => {
    const press = acceptPress({ outcome: 'done' })
    expect(outcomeOf(state(true, 3), press).sending).toBe('accept')
    expect(outcomeOf(state(true, 4), press).sending).toBeNull()
    // It changed nothing: there is no later version to wait for.
    expect(outcomeOf(state(true, 3), { ...press, settled: true })).toMatchObject({ sending: null, isDone: true })
  })

  test('an act that was kept and lost is told until it was read', () => {
    const kept = {
      ...state(false),
      refusedAct: { about: 'h-maria', act: 'accept', pressedAt: NOW, refusal: 'taken', by: DANA } as const,
    }
    expect(outcomeOf(kept, null)).toMatchObject({
      said: 'Your Accept, kept while offline, did not count. Dana accepted this before you. Nothing to do.',
      isOver: true,
      isKept: true,
    })
  })
})
