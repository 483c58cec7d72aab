import { useState } from 'react'
import type { Finding } from '../../../shared/livePlaybook.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../messages.ts'
import { useFocusOnMount } from '../../ui/useFocus.ts'
import { Confirm } from '../Confirm.tsx'
import { TextField } from '../TextField.tsx'
import type { Changes, Checked } from './fileChanges.ts'
import type { FileProps } from './PlaybookFile.tsx'
import { Witness } from './Notes.tsx'
import { Table } from './Table.tsx'

/** What was found in a file: why it cannot be published, or what it would replace, and the way to publish it. */
export const CheckedFile = ({ checked, ...props }: FileProps & { checked: Checked }) => {
  const { findings, changes } = checked
  const { version } = props
  const errors = findings.filter(({ kind }) => kind === 'error')
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const params = { name: props.name ?? '', count: errors.length }
  return (
    <div className="stack">
      <h4 ref={heading} tabIndex={-1} className="strong">
        {errors.length === 0 ? t('book.fileGood', params) : t('book.fileBad', params)}
      </h4>
      {errors.length === 0 ? null : <p className="muted">{t('book.nothingChanged')}</p>}
      {errors.length > 0 || version === null ? null : changes === null ? (
        <p>{t('book.replaces', { version })}</p>
      ) : (
        <ChangeList changes={changes} version={version} />
      )}
      {findings.length === 0 ? null : (
        <FoundTable findings={[...errors, ...findings.filter((each) => !errors.includes(each))]} />
      )}
      {errors.length === 0 ? <Publish {...props} checked={checked} /> : null}
    </div>
  )
}

const CLASS_OF: Record<Finding['kind'], string> = { error: 'trouble', warning: 'warn', note: 'muted' }

const FoundTable = ({ findings }: { findings: Finding[] }) => (
  <Table label={t('book.foundInFile')} columns={[t('book.where'), t('book.what')]}>
    {findings.map(({ path, problem, kind, line, witness }, i) => (
      <tr key={`${path} ${i}`}>
        <th scope="row">
          {line === undefined ? null : <span className="strong whole">{t('book.line', { line })}</span>}
          <code className="below muted">{path === '' ? t('book.wholeFile') : path}</code>
        </th>
        <td className={CLASS_OF[kind]}>
          <span className="strong">{t(`book.finding.${kind}`)}</span> {problem}
          <Witness of={witness} />
        </td>
      </tr>
    ))}
  </Table>
)

const ChangeList = ({ changes, version }: { changes: Changes; version: number }) => {
  const said = (['added', 'changed', 'removed'] as const).filter((how) => changes[how].length > 0)
  return (
    <div>
      <p>{said.length === 0 ? t('book.replacesSame', { version }) : t('book.replacesWith', { version })}</p>
      <ul className="bullets">
        {said.map((how) => (
          <li key={how}>
            <span className="strong">{t(`book.changes.${how}`)}</span> {changes[how].join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  )
}

const Publish = ({ version: live, busy, onOpen, onPublish }: FileProps) => {
  const [reason, setReason] = useState('')
  const [isNeeded, setNeeded] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const version = (live ?? 0) + 1
  if (isAsked) {
    return (
      <Confirm
        title={t('book.publishTitle', { version })}
        text={t('book.publishText')}
        act={t(busy === 'publish' ? 'book.publishing' : 'book.publishNow')}
        busy={busy === 'publish'}
        trouble={null}
        onConfirm={() => onPublish(reason.trim())}
        onCancel={() => setAsked(false)}
      />
    )
  }
  const ask = () => (reason.trim() === '' ? setNeeded(true) : setAsked(true))
  return (
    <form
      className="stack"
      aria-label={t('book.publishForm')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.nativeEvent.isTrusted) ask()
      }}
    >
      <TextField
        label={t('book.why')}
        hint={t('book.whyHint')}
        error={isNeeded && reason.trim() === '' ? t('book.whyNeeded') : null}
        value={reason}
        onChange={setReason}
      />
      <div className="buttons">
        <Button type="submit" look="main">
          {t('book.publish')}
        </Button>
        <Button onPress={() => onOpen(false)}>{t('options.cancel')}</Button>
      </div>
    </form>
  )
}
