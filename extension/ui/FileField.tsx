import { Field } from './Field.tsx'

type Props = {
  label: string
  hint?: string
  error?: string | null
  /** What the browser offers, as of HTML's `accept`. */
  accept: string
  autoFocus?: boolean
  onChoose: (file: File) => void
}

/** The browser's own choice of a file. The same file can be chosen again after it was mended. */
export const FileField = ({ label, hint, error, onChoose, ...rest }: Props) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => (
      <input
        {...wiring}
        {...rest}
        type="file"
        className="input file"
        onClick={({ currentTarget }) => (currentTarget.value = '')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) onChoose(file)
        }}
      />
    )}
  </Field>
)
