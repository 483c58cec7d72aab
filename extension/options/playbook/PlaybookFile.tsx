import { Button } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { t } from '../messages.ts'
import { useFocusBack } from '../../ui/useFocus.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { troubleText } from '../troubleText.ts'
import { CheckedFile } from './CheckedFile.tsx'
import type { Checked } from './fileChanges.ts'

export type FileProps = {
  /** The version that is live; null: none is yet. */
  version: number | null
  /** The file is being chosen, or was. */
  isOpen: boolean
  /** The file that was chosen, once it is read. */
  name: string | null
  checked: Checked | null
  /** The version that was just published from a file. */
  published: number | null
  busy: 'export' | 'read' | 'publish' | null
  /** What went wrong with the file itself, in plain words. */
  unreadable: string | null
  trouble: ServerTrouble
  onExport: () => void
  onOpen: (isOpen: boolean) => void
  onChoose: (file: File) => void
  onPublish: (reason: string) => void
}

/** The playbook as one file: to take along, and to bring back. */
export const PlaybookFile = (props: FileProps) => {
  const { version, isOpen, published, busy, trouble, onExport, onOpen } = props
  const opener = useFocusBack<HTMLButtonElement>(isOpen)
  return (
    <section className="panel stack made" aria-labelledby="file">
      <div className="section-head">
        <div>
          <h3 id="file">{t('book.file')}</h3>
          <p className="muted">{t('book.fileLead')}</p>
        </div>
        {isOpen ? null : (
          <div className="buttons">
            {version === null ? null : (
              <Button busy={busy === 'export'} onPress={onExport}>
                {t(busy === 'export' ? 'book.exporting' : 'book.export')}
              </Button>
            )}
            <Button ref={opener} onPress={() => onOpen(true)}>
              {t('book.import')}
            </Button>
          </div>
        )}
      </div>
      <p className="safe" role="status" hidden={published === null}>
        {published === null ? '' : t('book.nowLive', { version: published })}
      </p>
      {isOpen ? <Import {...props} /> : null}
      {trouble === null || isOpen ? null : (
        <p className="trouble" role="status">
          {troubleText(trouble.problem)}
        </p>
      )}
    </section>
  )
}

const Import = (props: FileProps) => {
  const { name, checked, busy, unreadable, trouble, onOpen, onChoose } = props
  return (
    <div className="stack">
      <FileField
        label={t('book.chooseFile')}
        hint={t('book.chooseHint')}
        error={unreadable}
        accept=".yaml,.yml,.json,application/yaml"
        autoFocus
        onChoose={onChoose}
      />
      {busy === 'read' ? (
        <p className="muted" role="status">
          {t('book.checking', { name: name ?? '' })}
        </p>
      ) : null}
      {checked === null || busy === 'read' ? null : <CheckedFile key={name} {...props} checked={checked} />}
      {trouble === null ? null : (
        <p className="trouble" role="status">
          {troubleText(trouble.problem)} {t('book.nothingChanged')}
        </p>
      )}
      {checked === null || checked.findings.some(({ kind }) => kind === 'error') ? (
        <div className="buttons">
          <Button onPress={() => onOpen(false)}>{t('options.cancel')}</Button>
        </div>
      ) : null}
    </div>
  )
}
