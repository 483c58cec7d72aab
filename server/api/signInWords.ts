import type { NotExchanged } from '../actions/exchangeCode.ts'

/** Why nobody was signed in, and what to do about it, in a sentence or two. */
export const signInWords = (no: NotExchanged): string => {
  switch (no.trouble) {
    case 'wrong-code':
      return no.left === 1 ? 'One try is left.' : `${no.left} tries are left.`
    case 'code-ended':
      return 'It expired, was used, or was mistyped too often. Start again from Baton’s settings; the link still works.'
    case 'link-unknown':
      return 'Check that you copied the whole address, or ask for a new link.'
    case 'link-used':
      return 'A link works once. If it was not you who used it, tell whoever sent it; they can send a new one too.'
    case 'link-expired':
      return 'A link works for seven days. Ask whoever sent it for a new one.'
    case 'link-revoked':
      return 'It was ended, or a newer one took its place. Ask whoever sent it for a new one.'
  }
}
