import { describe, expect, test } from 'vitest'
import { mainActOf } from '../../extension/sidebar/mainAct.ts'
import { standingOf } from '../../extension/sidebar/standing.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import { askView, byHand, dealDesk, ended, returned, sentBySam, touched, touchView } from '../support/lifeViews.ts'
import { accepted, ANA, DANA, handoff, history, inMin, JONAS, MARA, NOW_MS, SAM } from '../support/views.ts'

const said = (shown: HandoffView, me = MARA.id): string =>
  standingOf(shown, { me, crm: 'Odoo', nowMs: NOW_MS })
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .join(' | ')
    .replaceAll(/\d+:\d\d [AP]M/g, 'TIME')

describe('how it stands, said to the one who looks', () => {
  test.each<[string, HandoffView, string?]>([
    ['', handoff()],
    ['', accepted()],
    ['Sam has until TIME, then it goes to Ana.', byHand({ asks: [askView()] })],
    [
      'Sam did not answer in time; Ana was told.',
      byHand({
        asks: [askView({ dueAt: null })],
        history: history({ at: inMin(-1), kind: 'ask_escalated', to: ANA }),
      }),
    ],
    ['You gave this back to Sam for what is missing. Sam has until TIME, then it goes to Ana.', returned()],
    ['Sam has until TIME.', byHand({ asks: [askView({ goesTo: undefined })] })],
    ['', returned({ mine: false, sentByMe: true }), SAM.id],
    ['Mara has it and has not accepted yet.', sentBySam(), SAM.id],
    ['Mara accepted it.', sentBySam({ state: 'accepted' }), SAM.id],
    [
      'You filled in what was asked. It is back with Mara.',
      sentBySam({ history: history({ at: inMin(-1), kind: 'context_given', by: SAM }) }),
      SAM.id,
    ],
    ['You called at TIME – self-reported until Odoo shows it.', touched()],
    ['Mara called at TIME – also in Odoo.', touched({ touch: touchView({ corroborated: true }) }), ANA.id],
    ['You called at TIME – seen in Odoo.', touched({ touch: touchView({ selfReported: false }) })],
    [
      'Jonas called at TIME – touched, not accepted.',
      handoff({
        touch: touchView({ by: JONAS, asColleague: true }),
        history: history({ at: inMin(-20), kind: 'touched', by: JONAS, detail: 'call' }),
      }),
    ],
    ['This buyer must not be contacted. No first touch is asked for.', accepted({ doNotContact: true })],
    ['The owner was changed to and fro in Odoo. Mara has it until that is settled.', accepted({ ownerConflict: true })],
    ['It waits for your approval.', dealDesk({ mine: false, owner: DANA, may: ['approve'] })],
    [
      'Completed: kick-off held, TIME.',
      ended({ state: 'completed', completed: { name: 'Kick-off held', at: inMin(-4) } }),
    ],
    [
      'You closed this at TIME: asked for later. It opens again on Tue, Jan 12 · TIME. “Budget comes then.”',
      ended({
        state: 'closed',
        closed: {
          reason: 'asked_for_later',
          by: MARA,
          at: inMin(-4),
          until: '2027-01-12T14:00:00.000Z',
          note: 'Budget comes then.',
        },
      }),
    ],
    [
      'Sam took this back at TIME.',
      ended({ state: 'closed', closed: { reason: 'recalled', by: SAM, at: inMin(-4), until: null, note: null } }),
    ],
  ])('«%s»', (text, shown, me) => expect(said(shown, me)).toBe(text))
})

describe('the one filled button', () => {
  test.each<[ReturnType<typeof mainActOf>, HandoffView, string?]>([
    ['accept', handoff()],
    ['touch', accepted()],
    ['accept', handoff({ mine: false, may: ['accept'] })],
    [null, handoff({ mine: false, may: [] })],
    [null, handoff({ mine: false, may: ['touch'] })],
    ['approve', dealDesk({ mine: false, may: ['approve', 'accept'] })],
    ['touch', dealDesk({ may: ['approve', 'touch'] })],
    ['give', returned({ mine: false, sentByMe: true }), SAM.id],
    ['give', sentBySam({ asks: [askView()] }), SAM.id],
    // The sender's manager, to whom it went.
    ['give', sentBySam({ sentByMe: false, asks: [askView({ to: ANA })] }), ANA.id],
    [null, sentBySam(), SAM.id],
    ['evidence', touched()],
    [null, touched({ may: ['close'] })],
    [null, ended({ completed: { name: 'Kick-off held', at: inMin(-4) } })],
  ])('%s', (act, shown, me = MARA.id) => expect(mainActOf(shown, me)).toBe(act))
})
