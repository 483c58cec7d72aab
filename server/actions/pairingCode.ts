/** RFC 8628, 6.1: consonants alone, so that no code looks like another, like a number, or like a word. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 8
/** Above this a byte would favour the first letters. */
const BYTE_MAX = 256 - (256 % LETTERS.length)

/** A code to be typed in, `XXXX-XXXX`: 34 bits, which five tries do not find. `newSecret` gives random bytes in base64url. */
export const newPairingCode = (newSecret: () => string): string => {
  let code = ''
  while (code.length < LENGTH) {
    for (const byte of Buffer.from(newSecret(), 'base64url')) {
      if (byte < BYTE_MAX && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
    }
  }
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** What was typed, as it is compared: case, spaces and hyphens do not matter. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '')
