/** Whose a record is in its CRM. `emails` are in lower case, the surest first; nothing in both: nobody's. */
export type CrmOwner = { emails: string[]; name: string | null }

/** What a record shows: a user of the CRM, who may sign in with another address than they are written to. */
export const ownerOf = ({
  ownerLogin,
  ownerEmail,
  ownerName,
}: {
  ownerLogin?: string
  ownerEmail?: string
  ownerName?: string
}): CrmOwner => ({
  emails: [...new Set([ownerLogin, ownerEmail].flatMap((email) => normal(email)))],
  name: ownerName?.trim() || null,
})

/** What our own write makes of it. */
export const ownerWritten = (email: string): CrmOwner => ({ emails: normal(email), name: null })

/**
 * A CRM may name one user by two addresses, and two users may be written to at one: what was read twice is compared by its surest,
 * what we wrote, which is known by one address alone, by any. Users without an address are told apart by their names.
 */
export const isSameOwner = (a: CrmOwner, b: CrmOwner): boolean => {
  if (a.emails.length === 0 && b.emails.length === 0) return a.name === b.name
  const isWritten = a.name === null || b.name === null
  return isWritten ? a.emails.some((email) => b.emails.includes(email)) : a.emails[0] === b.emails[0]
}

/** Who of these people it is; null: nobody of them. */
export const personIn = <P extends { email: string; left: boolean }>(
  people: Iterable<P>,
  { emails }: Pick<CrmOwner, 'emails'>,
): P | null => {
  const here = [...people].filter(({ left }) => !left)
  for (const email of emails) {
    const found = here.find((person) => normal(person.email).includes(email))
    if (found !== undefined) return found
  }
  return null
}

const normal = (email: string | undefined): string[] => {
  const trimmed = email?.trim().toLowerCase() ?? ''
  return trimmed === '' ? [] : [trimmed]
}
