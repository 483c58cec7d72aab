import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { Finding, LivePlaybook } from '../../shared/livePlaybook.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { inMin } from './views.ts'

// Builders of what the playbook's pages and the import of signals are drawn from.

const PEOPLE: [id: string, name: string][] = [
  ['ruth', 'Ruth Adeyemi'],
  ['ana', 'Ana Ruiz'],
  ['dana', 'Dana Berg'],
  ['jonas', 'Jonas Weiss'],
  ['mara', 'Mara Lind'],
  ['kim', 'Kim Sato'],
  ['lars', 'Lars Holm'],
  ['ines', 'Ines Duarte'],
]

/** The default playbook for a team: three SDRs, and each part with somebody. */
export const playbookBody = (more: Partial<Playbook> = {}): Playbook => ({
  ...defaultPlaybook({
    calendars: [
      {
        ...officeHours('stockholm', 'Europe/Stockholm'),
        name: 'Stockholm office',
        holidays: { country: 'SE' },
        holidaysUntil: '2027-12-31',
        exceptions: [
          { date: '2026-12-25', windows: [], name: 'Christmas Day', origin: 'holidays' },
          { date: '2026-12-24', windows: [{ from: '09:00', to: '12:00' }], name: 'Christmas Eve' },
          { date: '2027-01-01', windows: [], name: 'New Year’s Day', origin: 'holidays' },
        ],
      },
    ],
    pool: {
      id: 'sdr',
      name: 'SDRs Nordics',
      owner: 'ana',
      members: [
        { person: 'mara', weight: 2 },
        { person: 'dana', weight: 1 },
        { person: 'jonas', weight: 1 },
      ],
    },
    catchAll: 'ruth',
    marketing: 'ines',
    people: { ae: ['kim', 'lars'], se: ['lars'], legal: ['ruth'], finance: ['kim'], csm: ['ines'], am: ['kim'] },
    stageAfterTouch: { lead: 'Contacted' },
  }),
  ...more,
})

export const finding = (path: string, problem: string, kind: Finding['kind'] = 'warning'): Finding => ({
  path,
  problem,
  kind,
})

export const livePlaybook = (more: Partial<LivePlaybook> = {}): LivePlaybook => ({
  version: 14,
  publishedAt: inMin(-3 * 24 * 60),
  publishedBy: 'Ruth Adeyemi',
  reason: 'Webinar leads of target accounts go to the SDRs',
  playbook: playbookBody(),
  findings: [],
  people: PEOPLE.map(([id, name]) => ({ id, name })),
  ...more,
})

/** One weak thing in each step that can have one. */
export const someFindings = (): Finding[] => [
  finding('points.0.sender', 'nobody here has the id «ines»', 'error'),
  finding('lifecycle.3.crm.demo', 'no stage of the demo CRM has this name'),
  finding('points.0.triggers.10', 'has no condition on fit, so any company fires it'),
  finding('fits.1', 'overlaps «Ideal customer»: both hold for a company of 5 people that is a customer'),
  finding('points.0.ladder.4.pool', 'nobody of it is on duty on Fridays from 12:00'),
  {
    path: 'points.0.ladder.3',
    problem:
      '«Nordics» and «Everything large» together take every record that it is for; it is asked only when nobody there can',
    kind: 'warning',
    witness: { 'account.territory': 'nordics', 'account.size': 120 },
  },
  { path: 'points.0.ladder.5', problem: 'some records meet none of the steps before it', kind: 'note', witness: {} },
  finding('pools.0.members.2.person', 'nobody here has the id «jonas»', 'error'),
  finding('points.0.context.5', 'no source fills it'),
  finding('points.0.tiersWhen.0.tiers.medium', 'is shorter than the lunch break of its hours'),
  finding('calendars.0', 'the holidays are known until Dec 31, 2027 only'),
  finding('points.0.completion.0.signs.1', 'no source has sent such a signal in 90 days'),
  finding('points.0.escalation.2', 'the backup is the manager for two of three owners'),
  finding('points.3.approvals.0.approvers.1.person', 'nobody here has the id «legal»', 'error'),
]
