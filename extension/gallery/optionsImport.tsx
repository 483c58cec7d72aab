import { problem } from '../../shared/problem.ts'
import { csvFile, importRefused } from '../../test/support/importViews.ts'
import { livePlaybook } from '../../test/support/optionsViews.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { NOW_MS } from '../../test/support/views.ts'
import { type ImportsProps, ImportsView } from '../options/imports/ImportsView.tsx'
import { rowsOf } from '../options/imports/rowsOf.ts'
import { NOTHING_SENT } from '../options/imports/sending.ts'
import { optionsView } from './optionsStates.tsx'
import type { GalleryState } from './states.tsx'

const nothing = () => {}
const crm = { id: 'demo', kind: 'demo', name: 'Demo CRM', baseUrl: 'https://crm.example' } as const
const file = csvFile()
const mapping: ImportsProps['mapping'] = ['record', 'name', 'email', 'occurredAt', 'field', 'none']

const imports = (more: Partial<ImportsProps> = {}) =>
  optionsView({
    section: 'import',
    session: session({ me: me({ role: 'revops' }) }),
    imports: () => (
      <ImportsView
        live={livePlaybook()}
        connections={[crm]}
        standing={{ problem: null, asOfMs: NOW_MS, retrying: false, onRetry: nothing }}
        file={null}
        isReading={false}
        unreadable={null}
        mapping={mapping}
        chosen={{ order: 'day_first', kind: 'demo_request', source: 'Nordic fair' }}
        asksOrder
        confirmHigh={false}
        phase="ready"
        progress={NOTHING_SENT}
        trouble={null}
        rows={rowsOf(file.csv, more.mapping ?? mapping, 'day_first')}
        onFile={nothing}
        onTarget={nothing}
        onChoose={nothing}
        onConfirmHigh={nothing}
        onStart={nothing}
        onGoOn={nothing}
        onStop={nothing}
        onSave={nothing}
        {...more}
      />
    ),
  })

const half = {
  sent: 2,
  counts: { opened: 1, joined: 0, nurtured: 0, duplicate: 0, ignored: 0, rejected: 1 },
  capped: 1,
  rejected: importRefused().slice(0, 1),
}
const whole = {
  sent: 5,
  counts: { opened: 1, joined: 1, nurtured: 0, duplicate: 1, ignored: 0, rejected: 2 },
  capped: 1,
  rejected: importRefused(),
}

/** The import of signals, from the choice of a file to what became of its rows. */
export const importStates: Record<string, GalleryState> = {
  'options/import': { view: imports() },
  'options/import-loading': { view: imports({ live: null }) },
  'options/import-unanswered': {
    view: imports({
      live: null,
      standing: { problem: { problem: null }, asOfMs: NOW_MS, retrying: false, onRetry: nothing },
    }),
  },
  'options/import-no-crm': { view: imports({ connections: [] }) },
  'options/import-unreadable': {
    view: imports({ unreadable: 'fair.xlsx is no CSV file. Save the table as CSV, then choose that file.' }),
  },
  'options/import-chosen': { view: imports({ file }) },
  'options/import-confirmed': { view: imports({ file, confirmHigh: true }) },
  'options/import-no-trigger': {
    view: imports({ file, chosen: { order: 'day_first', recordType: 'company', kind: 'health_score_dropped' } }),
  },
  'options/import-no-record': {
    view: imports({ file, mapping: ['field', 'name', 'email', 'occurredAt', 'field', 'none'] }),
  },
  'options/import-sending': { view: imports({ file, phase: 'sending', progress: half }) },
  'options/import-stopped': { view: imports({ file, phase: 'stopped', progress: half }) },
  'options/import-broken': {
    view: imports({ file, phase: 'stopped', progress: half, trouble: { problem: problem('unavailable') } }),
  },
  'options/import-done': { view: imports({ file, phase: 'done', progress: whole }) },
}
