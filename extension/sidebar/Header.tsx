import { byHand } from '../ui/Button.tsx'
import { t } from '../ui/messages.ts'

type Props = { trigger?: string; onFold?: () => void }

/** «Handoff · Demo request», and the way to fold the card away. */
export const Header = ({ trigger, onFold }: Props) => (
  <header className="head">
    <h1 className="head-title">{t('header.handoff')}</h1>
    {trigger === undefined ? null : <span className="head-trigger">{trigger}</span>}
    {onFold === undefined ? null : (
      <button type="button" className="head-fold" onClick={byHand(onFold)}>
        {t('header.fold')} <span aria-hidden="true">⇥</span>
      </button>
    )}
  </header>
)
