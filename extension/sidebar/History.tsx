import type { HistoryEntry } from '../../shared/handoffParts.ts'
import { whenText } from '../ui/instants.ts'
import { historyText } from '../ui/phrases.ts'

type Props = { entries: HistoryEntry[]; nowMs: number }

/** What happened, the latest first. Entries come oldest first, and those of one instant keep their order. */
export const History = ({ entries, nowMs }: Props) => (
  <ol className="history">
    {entries.toReversed().map((entry) => (
      <li key={`${entry.at}${entry.kind}${entry.detail}${entry.to?.id}${entry.by?.id}`}>
        <time dateTime={entry.at}>{whenText(Date.parse(entry.at), nowMs)}</time>
        <span>{historyText(entry)}</span>
      </li>
    ))}
  </ol>
)
