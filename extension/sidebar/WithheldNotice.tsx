import { t } from '../ui/messages.ts'
import type { Withheld } from './gate.ts'
import { Notice } from './Notice.tsx'

/** Under the button: why a press did not count, and what to do. Said at once, also to whoever listens. */
export const WithheldNotice = ({ withheld }: { withheld: Withheld | null }) => (
  <div role="alert" className={withheld === null ? 'unseen' : undefined}>
    {withheld === null ? null : <Notice tone="soon">{t(`withheld.${withheld}`)}</Notice>}
  </div>
)
