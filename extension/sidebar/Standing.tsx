import type { HandoffView } from '../../shared/handoff.ts'
import { Notice } from './Notice.tsx'
import { standingOf, type Viewer } from './standing.ts'

/** How it stands, a sentence or two. */
export const Standing = ({ handoff, viewer }: { handoff: HandoffView; viewer: Viewer }) =>
  standingOf(handoff, viewer).map(({ text, tone }) => (
    <Notice key={text} tone={tone}>
      {text}
    </Notice>
  ))
