/** Keeps answers for a while, at most so many; a question that failed is asked again. */
export const remembering = <T>(
  ask: (question: string) => Promise<T>,
  { forMs, atMost }: { forMs: number; atMost: number },
) => {
  const known = new Map<string, { at: number; answer: Promise<T> }>()
  return (question: string): Promise<T> => {
    const before = known.get(question)
    if (before && performance.now() - before.at < forMs) return before.answer
    const answer = ask(question)
    const entry = { at: performance.now(), answer }
    known.delete(question)
    known.set(question, entry)
    const [oldest] = known.keys()
    if (known.size > atMost && oldest !== undefined) known.delete(oldest)
    answer.catch(() => {
      if (known.get(question) === entry) known.delete(question)
    })
    return answer
  }
}
