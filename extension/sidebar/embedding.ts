/** What our own document says of where it stands; nobody around it can make it say something else. `origin`: of the document
 *  that holds it, where the browser tells. */
export type Embedding = { isDirect: boolean; origin: string | null }

type View = {
  origin: string
  self: unknown
  parent: unknown
  top: unknown
  location: { ancestorOrigins?: ArrayLike<string> }
}

/** Direct: a frame of the tab's own page, in no sandbox, and of nothing that is embedded in it. */
export const embeddingOf = ({ origin: own, self, parent, top, location: { ancestorOrigins } }: View): Embedding => {
  // In a sandbox it has no origin.
  const isDirect = own !== 'null' && self !== top && parent === top && (ancestorOrigins?.length ?? 1) === 1
  const origin = ancestorOrigins?.[0]
  return { isDirect, origin: origin === undefined || origin === 'null' ? null : origin }
}
