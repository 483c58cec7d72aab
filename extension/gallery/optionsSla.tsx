import { problem } from '../../shared/problem.ts'
import { DayFile, type DayFileProps } from '../options/playbook/DayFile.tsx'
import { Recalculation, type RecalculationProps } from '../options/playbook/Recalculation.tsx'
import type { SlaActs } from '../options/playbook/SlaActs.tsx'

const nothing = () => {}

type Shown = { days?: Partial<DayFileProps>; running?: Partial<RecalculationProps> }

/** What can be done in the SLA step, as it stands: idle unless it is said. */
export const slaShown = ({ days = {}, running = {} }: Shown = {}): SlaActs => ({
  days: (_, __, headingId) => (
    <DayFile
      headingId={headingId}
      isOpen={false}
      isChosen={false}
      reason=""
      busy={false}
      wrong={null}
      trouble={null}
      published={null}
      onOpen={nothing}
      onChoose={nothing}
      onReason={nothing}
      onPublish={nothing}
      {...days}
    />
  ),
  recalculation: ({ name }, version) => (
    <Recalculation
      name={name}
      version={version}
      isAsked={false}
      busy={false}
      trouble={null}
      done={null}
      onAsk={nothing}
      onRun={nothing}
      {...running}
    />
  ),
})

const chosen = { isOpen: true, isChosen: true, reason: 'Days from holidays.ics' }
const unanswered = { problem: problem('unavailable') }

/** Each state of the two acts, by its name. */
export const slaStates: Record<string, SlaActs | null> = {
  read: null,
  'days-open': slaShown({ days: { isOpen: true } }),
  'days-chosen': slaShown({ days: chosen }),
  'days-publishing': slaShown({ days: { ...chosen, busy: true } }),
  'days-unread': slaShown({
    days: { isOpen: true, wrong: 'holidays.pdf is no text file. Choose a calendar file that ends in .ics.' },
  }),
  'days-refused': slaShown({
    days: {
      ...chosen,
      wrong:
        'The file has no all-day event, only 3 with a time of day, and those close no day. Nothing was taken from it.',
    },
  }),
  'days-unanswered': slaShown({ days: { ...chosen, trouble: unanswered } }),
  'days-published': slaShown({ days: { published: { version: 15, isNew: true } } }),
  'days-same': slaShown({ days: { published: { version: 14, isNew: false } } }),
  'running-confirm': slaShown({ running: { isAsked: true } }),
  'running-busy': slaShown({ running: { isAsked: true, busy: true } }),
  'running-unanswered': slaShown({ running: { isAsked: true, trouble: unanswered } }),
  'running-done': slaShown({ running: { done: { changed: 4, of: 12 } } }),
  'running-same': slaShown({ running: { done: { changed: 0, of: 12 } } }),
  'running-none': slaShown({ running: { done: { changed: 0, of: 0 } } }),
}
