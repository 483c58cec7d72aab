/** A number as people write it, with blanks or apostrophes between its digits; null: it is none. */
export const numberIn = (text: string): number | null => {
  const digits = text.replaceAll(/[\s'’]/g, '')
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(digits)) return null
  const number = Number(digits)
  return Number.isFinite(number) ? number : null
}
