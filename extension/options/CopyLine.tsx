import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from './messages.ts'

/** A value to be taken elsewhere: in a field, so that it can be selected where copying is not allowed, and a button that copies. */
export const CopyLine = ({ label, hint, value }: { label: string; hint?: string; value: string }) => {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className="copy">
          <input {...wiring} className="input" readOnly value={value} onFocus={({ target }) => target.select()} />
          <Button onPress={() => void copy()}>{t('options.copy')}</Button>
          <span className="safe" role="status">
            {isCopied ? t('options.copied') : ''}
          </span>
        </div>
      )}
    </Field>
  )
}
