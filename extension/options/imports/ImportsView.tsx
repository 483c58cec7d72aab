import type { LivePlaybook } from '../../../shared/livePlaybook.ts'
import type { Connection } from '../../../shared/record.ts'
import { FileField } from '../../ui/FileField.tsx'
import { t } from '../messages.ts'
import { Unanswered } from '../Unanswered.tsx'
import type { Standing } from '../useStanding.ts'
import { Wait } from '../Wait.tsx'
import { Columns } from './Columns.tsx'
import { Outcome } from './Outcome.tsx'
import { WhatTheyAre } from './WhatTheyAre.tsx'
import type { ChosenFile, useCsvImport } from './useCsvImport.ts'

export type ImportsProps = ReturnType<typeof useCsvImport> & {
  /** Null while the first answer is awaited. */
  live: LivePlaybook | null
  connections: Connection[] | null
  standing: Standing
  onSave: (text: string, fileName: string) => void
}

export type WithFile = ImportsProps & { live: LivePlaybook; connections: Connection[]; file: ChosenFile }

/** A list of signals from a file: chosen, understood, sent, told row by row. */
export const ImportsView = (props: ImportsProps) => {
  const { live, connections, file, phase } = props
  return (
    <section aria-labelledby="import" className="book">
      <div className="section-head">
        <h2 id="import" tabIndex={-1}>
          {t('imports.title')}
        </h2>
      </div>
      <p className="lead muted">{t('imports.lead')}</p>
      {live === null || connections === null ? (
        <Missing {...props} />
      ) : connections.length === 0 ? (
        <div className="panel">
          <p>{t('imports.noCrm')}</p>
          <p className="muted">
            <a href="#connections">{t('imports.toConnections')}</a>
          </p>
        </div>
      ) : (
        <>
          {phase === 'sending' || phase === 'stopping' ? null : <Choose {...props} />}
          {file === null ? null : <Chosen {...props} live={live} connections={connections} file={file} />}
        </>
      )}
    </section>
  )
}

const Choose = ({ file, isReading, unreadable, onFile }: ImportsProps) => (
  <div className="panel stack">
    <FileField
      label={t(file === null ? 'imports.file' : 'imports.otherFile')}
      hint={t('imports.fileHint')}
      error={unreadable}
      accept=".csv,.tsv,.txt,text/csv"
      onChoose={onFile}
    />
    {isReading ? (
      <p className="muted" role="status">
        {t('imports.reading')}
      </p>
    ) : null}
  </div>
)

const Chosen = (props: WithFile) =>
  props.phase === 'ready' ? (
    <>
      <Columns {...props} />
      <WhatTheyAre {...props} />
    </>
  ) : (
    <Outcome {...props} />
  )

const Missing = ({ standing: { problem, retrying, onRetry } }: ImportsProps) =>
  problem === null ? (
    <div className="panel">
      <Wait />
    </div>
  ) : (
    <Unanswered {...problem} retrying={retrying} onRetry={onRetry} />
  )
