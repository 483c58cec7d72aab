import { useState } from 'react'
import type { ImportRowAnswer } from '../../shared/imports.ts'
import type { LivePlaybook } from '../../shared/livePlaybook.ts'
import { finding, livePlaybook } from '../../test/support/optionsViews.ts'
import { me, session } from '../../test/support/queueViews.ts'
import { NOW_MS } from '../../test/support/views.ts'
import { ImportsView } from '../options/imports/ImportsView.tsx'
import { useCsvImport } from '../options/imports/useCsvImport.ts'
import { PlaybookFile } from '../options/playbook/PlaybookFile.tsx'
import { DayFile } from '../options/playbook/DayFile.tsx'
import { PlaybookNav } from '../options/playbook/PlaybookNav.tsx'
import type { SlaActs } from '../options/playbook/SlaActs.tsx'
import { PlaybookView } from '../options/playbook/PlaybookView.tsx'
import { keepStep, stepToShow } from '../options/playbook/lastStep.ts'
import { Recalculation } from '../options/playbook/Recalculation.tsx'
import { useDayFile } from '../options/playbook/useDayFile.ts'
import { useFileImport } from '../options/playbook/useFileImport.ts'
import { useRecalculation } from '../options/playbook/useRecalculation.ts'
import { usePlace } from '../options/sections.ts'
import { optionsView } from './optionsStates.tsx'

const nothing = () => {}
const fresh = { problem: null, asOfMs: NOW_MS, retrying: false, onRetry: nothing }
const keeper = session({ me: me({ role: 'revops' }) })
const crm = { id: 'demo', kind: 'demo', name: 'Demo CRM', baseUrl: 'https://crm.example' } as const

/** What was done here, for a test to read. */
const told = (what: unknown) => {
  const { dataset } = document.documentElement
  dataset.acts = `${dataset.acts ?? ''}${JSON.stringify(what)}\n`
}

const File = ({ live }: { live: LivePlaybook }) => {
  const file = useFileImport(live.version, {
    export: () => Promise.resolve({ text: 'points: []\n', name: 'playbook-14.yaml' }),
    check: (text) =>
      Promise.resolve(
        text.includes('bad') ? [{ ...finding('points.0.coverage', 'no calendar «bad»', 'error'), line: 3 }] : [],
      ),
    publish: async (text, reason) => {
      told({ publish: text, reason })
      return { version: live.version + 1, findings: [] }
    },
    save: (text, name) => told({ save: text, name }),
  })
  return <PlaybookFile {...file} />
}

const Days = ({ calendar, version, headingId }: { calendar: string; version: number; headingId: string }) => {
  const file = useDayFile(version, async (text, reason) => {
    told({ days: text, calendar, reason })
    if (text.includes('away')) throw new Error('away')
    return text.includes('bad')
      ? { version: null, findings: [finding('calendars.0', 'The file has no all-day event.', 'error')] }
      : { version: version + 1, findings: [] }
  })
  return <DayFile {...file} headingId={headingId} />
}

const Running = ({ point, version }: { point: string; version: number }) => {
  const state = useRecalculation(async () => {
    told({ recalculate: point })
    return { changed: 4, of: 12 }
  })
  return <Recalculation {...state} name={point} version={version} />
}

const sla: SlaActs = {
  days: ({ id }, version, headingId) => <Days calendar={id} version={version} headingId={headingId} />,
  recalculation: ({ id }, version) => <Running point={id} version={version} />,
}

/** The options page with its address: every link works. */
const PlayedBook = () => {
  const live = livePlaybook()
  const { section, at } = usePlace()
  const place = stepToShow(at, live.playbook.points)
  if (at !== null) keepStep(`${at.point}/${at.step}`)
  return optionsView({
    section,
    placeName: at === null ? section : `${at.point}/${at.step}`,
    session: keeper,
    playbook: () => (
      <PlaybookView {...fresh} live={live} nowMs={NOW_MS} at={at} file={<File live={live} />} sla={sla} />
    ),
    playbookNav: () =>
      place === null ? null : (
        <PlaybookNav
          live={live}
          place={place}
          isShown={at !== null}
          onPoint={(point) => (location.hash = `#${point}/${place.step}`)}
        />
      ),
  })
}

/** A server that takes rows, knows them when they come again, loses one answer and is then away until the event `back`. */
const importServer = () => {
  const known = new Set<string>()
  let isAway = false
  let isLost = false
  window.addEventListener('back', () => (isAway = false))
  return async ({ importId, rows, confirmHigh }: Parameters<Parameters<typeof useCsvImport>[0]>[0]) => {
    if (isAway) throw new Error('away')
    const answers = rows.map(({ line, cells }): ImportRowAnswer => {
      const key = `${importId}/${line}`
      if (cells.Email === 'broken')
        return {
          line,
          outcome: 'rejected',
          capped: false,
          errors: [{ column: 'Email', field: 'buyer.email', problem: 'Invalid email address' }],
        }
      const outcome = known.has(key) ? 'duplicate' : 'opened'
      known.add(key)
      return { line, outcome, capped: outcome === 'opened' && !confirmHigh, errors: [] }
    })
    told({ rows: rows.length, importId, first: rows[0], confirmHigh })
    // The rows are taken, and the answer gets lost.
    if (rows.some(({ cells }) => cells.Note === 'lost') && !isLost) {
      isLost = true
      isAway = true
      throw new Error('lost')
    }
    return answers
  }
}

const PlayedImport = () => {
  const [send] = useState(importServer)
  const state = useCsvImport(send)
  return optionsView({
    section: 'import',
    session: keeper,
    imports: () => (
      <ImportsView
        {...state}
        live={livePlaybook()}
        connections={[crm]}
        standing={fresh}
        onSave={(text, name) => told({ save: text, name })}
      />
    ),
  })
}

/** Pages of the playbook and the import that do what is pressed; their server is in memory. */
export const optionsPlay = {
  'options/book-played': { view: <PlayedBook /> },
  'options/import-played': { view: <PlayedImport /> },
}
