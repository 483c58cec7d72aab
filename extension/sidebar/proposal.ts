import { useState } from 'react'
import type { HandoffView } from '../../shared/handoff.ts'
import type { HandOffChoice } from '../../shared/recordAnswer.ts'

/** What the record's stage asks for now, without the point at which the shown handoff is already. */
export const proposedAmong = (choices: HandOffChoice[], shown?: HandoffView): HandOffChoice[] =>
  choices.filter(({ point, proposed }) => proposed && point.id !== shown?.point.id)

/** Calls when another point than before is proposed, or a first one: the record has entered a stage while somebody looks at it. */
export const useProposal = (proposed: string | undefined, onProposed: (point: string) => void): void => {
  const [last, setLast] = useState(proposed)
  if (proposed === last) return
  setLast(proposed)
  if (proposed !== undefined) onProposed(proposed)
}
