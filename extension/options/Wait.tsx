import { t } from './messages.ts'

/** One quiet line in the place of what comes. */
export const Wait = () => (
  <p className="wait muted" role="status">
    {t('options.loading')}
  </p>
)
