import { Fragment } from 'react'
import type { Words } from './conditionWords.ts'

/** A sentence whose fields and values stand out. */
export const Said = ({ words }: { words: Words }) => (
  <>
    {words.map((piece, i) => (
      <Fragment key={i}>{typeof piece === 'string' ? piece : <b>{piece.strong}</b>}</Fragment>
    ))}
  </>
)

/** Sentences below each other. */
export const Lines = ({ lines }: { lines: Words[] }) =>
  lines.map((words, i) => (
    <p key={i}>
      <Said words={words} />
    </p>
  ))
