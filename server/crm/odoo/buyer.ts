import { Buyer } from '../../../shared/signal.ts'

/** A buyer as far as it fits: what is too long is cut, what is no e-mail address is left out. None of it may make a record
 *  unreadable, as people type what they like into a CRM. */
export const buyerOf = (known: Record<keyof Omit<Buyer, 'zone'>, string | undefined>): Buyer => {
  const fitting = (name: keyof typeof known, lengthMax: number): string | undefined => {
    const value = clipped(known[name], lengthMax)
    return Buyer.shape[name].safeParse(value).success ? value : undefined
  }
  return {
    name: fitting('name', 200),
    email: Buyer.shape.email.safeParse(known.email).success ? known.email : undefined,
    phone: fitting('phone', 60),
    title: fitting('title', 200),
    company: fitting('company', 200),
  }
}

/** Cut to a length without leaving half of a character; nothing where nothing is left. */
export const clipped = (value: string | undefined, lengthMax: number): string | undefined =>
  value
    ?.slice(0, lengthMax)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim() || undefined

/** The name in `"Maria Lindqvist" <maria@nordlys.com>`: all that a mail gateway knows of a stranger. */
export const nameBefore = (address: string | undefined): string | undefined =>
  /^\s*"?([^"<>@]{1,200}?)"?\s*<[^<>]*>\s*$/.exec(address ?? '')?.[1]
