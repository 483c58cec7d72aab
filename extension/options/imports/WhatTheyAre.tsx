import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Check } from '../../ui/Check.tsx'
import { t } from '../messages.ts'
import { Select } from '../../ui/Select.tsx'
import { kindText } from '../conditionWords.ts'
import { TextField } from '../TextField.tsx'
import type { WithFile } from './ImportsView.tsx'
import { canBeHigh, kindsFor, looksAt, recordTypesOf } from './kinds.ts'
import { RefusedTable } from './RefusedTable.tsx'
import type { Choice } from './rowsOf.ts'
import { WhatTheyDo } from './WhatTheyDo.tsx'

/** What all rows are – of which CRM, on what, of what kind, from where – and what they will then do. */
export const WhatTheyAre = (props: WithFile) => {
  const { live, connections, chosen, rows, file, mapping, confirmHigh, onChoose, onConfirmHigh, onStart } = props
  const [isNeeded, setNeeded] = useState(false)
  const { points } = live.playbook
  const types = recordTypesOf(points)
  const recordType = chosen.recordType ?? types[0] ?? 'lead'
  const kinds = kindsFor(points, recordType)
  const kind = kinds.find((each) => each === chosen.kind) ?? kinds[0] ?? ''
  const connection = chosen.connection ?? connections[0]?.id ?? ''
  const source = chosen.source ?? ''
  const choice: Choice = { connection, recordType, kind, source: source.trim(), order: chosen.order }
  const found = looksAt(points, recordType, kind)
  const isMapped = mapping.includes('record')
  const start = () => {
    setNeeded(choice.source === '')
    if (choice.source !== '' && isMapped && rows.ready.length > 0) onStart(choice)
  }
  return (
    <form
      className="group"
      aria-label={t('imports.what')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted) start()
      }}
    >
      <h3>{t('imports.what')}</h3>
      <div className="panel pair">
        <Select
          label={t('imports.connection')}
          value={connection}
          options={connections.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => onChoose({ connection: value })}
        />
        <Select
          label={t('imports.recordType')}
          value={recordType}
          options={types.map((value) => ({ value, label: t(`recordType.${value}`) }))}
          onChange={(value) => onChoose({ recordType: value })}
        />
        <Select
          label={t('imports.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: kindText(value) }))}
          onChange={(value) => onChoose({ kind: value })}
        />
        <TextField
          label={t('imports.source')}
          hint={t('imports.sourceHint')}
          error={isNeeded && choice.source === '' ? t('imports.sourceNeeded') : null}
          value={source}
          onChange={(value) => onChoose({ source: value.slice(0, 200) })}
        />
      </div>
      {isMapped ? (
        <>
          <WhatTheyDo {...props} found={found} />
          {canBeHigh(found) ? (
            <div className="panel">
              <Check
                label={t('imports.confirmHigh')}
                hint={t(confirmHigh ? 'imports.highTicked' : 'imports.highUnticked', { count: rows.ready.length })}
                checked={confirmHigh}
                onChange={onConfirmHigh}
              />
            </div>
          ) : null}
          {rows.refused.length === 0 ? null : <RefusedTable refused={rows.refused} file={file} onSave={props.onSave} />}
          {rows.ready.length === 0 ? null : (
            <div className="buttons">
              <Button type="submit" look="main">
                {t('imports.start', { count: rows.ready.length })}
              </Button>
            </div>
          )}
        </>
      ) : (
        <p className="trouble" role="status">
          {t('imports.recordNeeded', { record: t(`recordType.${recordType}`) })}
        </p>
      )}
    </form>
  )
}
