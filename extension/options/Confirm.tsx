import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'

type Props = {
  title: string
  /** What it means, before it is done. */
  text: string
  act: string
  busy: boolean
  trouble: string | null
  onConfirm: () => void
  onCancel: () => void
}

/** One more press before something that is not undone. It opens where it was asked for and takes the focus. */
export const Confirm = ({ title, text, act, busy, trouble, onConfirm, onCancel }: Props) => (
  <div className="asking" role="group" aria-label={title}>
    <div>
      <p className="strong">{title}</p>
      <p className="muted">{text}</p>
    </div>
    {trouble === null ? null : (
      <p className="trouble" role="status">
        {trouble}
      </p>
    )}
    <div className="buttons">
      <Button look="main" busy={busy} onPress={onConfirm}>
        {act}
      </Button>
      <Button autoFocus onPress={onCancel}>
        {t('options.cancel')}
      </Button>
    </div>
  </div>
)
