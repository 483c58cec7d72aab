import { problem } from '../../shared/problem.ts'
import { livePlaybook, someFindings } from '../../test/support/optionsViews.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { NOW_MS } from '../../test/support/views.ts'
import { PlaybookFile, type FileProps } from '../options/playbook/PlaybookFile.tsx'
import { PlaybookNav } from '../options/playbook/PlaybookNav.tsx'
import { type PlaybookProps, PlaybookView } from '../options/playbook/PlaybookView.tsx'
import { STEPS } from '../options/playbook/steps.ts'
import type { StepAt } from '../options/sections.ts'
import { slaShown, slaStates } from './optionsSla.tsx'
import { optionsView } from './optionsStates.tsx'
import type { GalleryState } from './states.tsx'

const nothing = () => {}
const fresh = { problem: null, asOfMs: NOW_MS, retrying: false, onRetry: nothing }
const stale = { problem: { problem: null }, asOfMs: NOW_MS - 9 * 60_000 }

const file = (more: Partial<FileProps> = {}) => (
  <PlaybookFile
    version={14}
    isOpen={false}
    name={null}
    checked={null}
    published={null}
    busy={null}
    unreadable={null}
    trouble={null}
    onExport={nothing}
    onOpen={nothing}
    onChoose={nothing}
    onPublish={nothing}
    {...more}
  />
)

type Shown = Partial<PlaybookProps> & { role?: 'manager' | 'revops' }

export const playbook = ({ role = 'revops', ...more }: Shown = {}) => {
  const props = { live: livePlaybook(), at: null, ...more }
  const place: StepAt = props.at ?? { point: 'marketing_to_sdr', step: 'map' }
  return optionsView({
    section: 'playbook',
    session: session({ me: me({ role }) }),
    playbook: () => (
      <PlaybookView
        {...fresh}
        nowMs={NOW_MS}
        file={role === 'manager' ? null : file()}
        sla={role === 'manager' ? null : slaShown()}
        {...props}
      />
    ),
    playbookNav: () =>
      props.live === null ? null : (
        <PlaybookNav live={props.live} place={place} isShown={props.at !== null} onPoint={nothing} />
      ),
  })
}

const at = (point: string, step: StepAt['step']): StepAt => ({ point, step })
const found = livePlaybook({ findings: someFindings() })
const steps = (point: string, live = livePlaybook()) =>
  STEPS.map((step): [string, GalleryState] => [
    `options/book-${point}-${step}`,
    {
      view: playbook({ live, at: at(point, step) }),
      ...(step === 'sla' ? { open: ['Dates that differ'] } : {}),
    },
  ])

const line = (path: string, text: string, kind: 'error' | 'warning', at: number) => ({
  path,
  problem: text,
  kind,
  line: at,
})
const bad = [
  line('calendars.0', 'has no window in the next 400 days', 'error', 4),
  line('points.0.completion', 'needs at least one completion evidence', 'error', 118),
  line('points.2.triggers.0', 'has no condition on fit', 'warning', 301),
]
const good = {
  findings: bad.slice(2),
  changes: {
    added: ['point Partner → SDR', 'pool Partner desk'],
    changed: ['point Marketing → SDR', 'hours Stockholm office'],
    removed: ['fit Weak fit'],
  },
}

/** The playbook, readable, and its file. */
export const playbookStates: Record<string, GalleryState> = {
  'options/book': { view: playbook() },
  'options/book-found': {
    view: playbook({
      live: livePlaybook({
        findings: [...someFindings(), { path: 'pools.5', problem: 'no point uses it', kind: 'warning' }],
      }),
    }),
  },
  'options/book-read': { view: playbook({ role: 'manager' }) },
  'options/book-loading': { view: playbook({ live: null }) },
  'options/book-unanswered': { view: playbook({ live: null, problem: { problem: null } }) },
  'options/book-not-allowed': { view: playbook({ live: null, problem: { problem: problem('not-allowed') } }) },
  'options/book-empty': {
    view: playbook({ live: null, problem: { problem: problem('not-found') }, file: file({ version: null }) }),
  },
  'options/book-stale': { view: playbook({ ...stale, at: at('marketing_to_sdr', 'owner') }) },
  'options/book-no-point': { view: playbook({ at: at('partner_to_sdr', 'owner') }) },
  ...Object.fromEntries(steps('marketing_to_sdr')),
  ...Object.fromEntries(
    steps('marketing_to_sdr', found).map(([name, state]) => [name.replace('book-', 'book-found-'), state]),
  ),
  ...Object.fromEntries(
    Object.entries(slaStates).map(([name, sla]): [string, GalleryState] => [
      `options/book-sla-${name}`,
      { view: playbook({ at: at('marketing_to_sdr', 'sla'), role: sla === null ? 'manager' : 'revops', sla }) },
    ]),
  ),
  'options/book-desk-owner': { view: playbook({ live: found, at: at('ae_to_deal_desk', 'owner') }) },
  'options/book-desk-context': { view: playbook({ at: at('ae_to_deal_desk', 'context') }) },
  'options/book-usage-trigger': { view: playbook({ at: at('product_to_sales', 'trigger') }) },
  'options/book-renewal-trigger': { view: playbook({ at: at('cs_to_am', 'trigger') }) },
  'options/book-file-open': { view: playbook({ file: file({ isOpen: true }) }) },
  'options/book-file-checking': {
    view: playbook({ file: file({ isOpen: true, busy: 'read', name: 'playbook.yaml' }) }),
  },
  'options/book-file-bad': {
    view: playbook({
      file: file({ isOpen: true, name: 'playbook.yaml', checked: { findings: bad, changes: null } }),
    }),
  },
  'options/book-file-good': {
    view: playbook({ file: file({ isOpen: true, name: 'playbook.yaml', checked: good }) }),
  },
  'options/book-file-unreadable': {
    view: playbook({
      file: file({
        isOpen: true,
        unreadable: 'playbook.xlsx is no text file. Choose the YAML file that Export makes, or one like it.',
      }),
    }),
  },
  'options/book-file-refused': {
    view: playbook({
      file: file({ isOpen: true, name: 'playbook.yaml', checked: good, trouble: { problem: problem('unavailable') } }),
    }),
  },
  'options/book-file-published': { view: playbook({ file: file({ published: 15 }) }) },
}
