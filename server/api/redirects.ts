import { createHash } from 'node:crypto'
import { CHROME_ID, GECKO_ID } from '../../shared/extensionId.ts'
import { isExtensionRedirect } from '../../shared/session.ts'

/** Firefox names the address by the SHA-1 of the extension's id (`identity.getRedirectURL`). */
const FIREFOX = createHash('sha1').update(GECKO_ID).digest('hex')

const ALLOWED = [`https://${CHROME_ID}.chromiumapp.org/`, `https://${FIREFOX}.extensions.allizom.org/`]

/** Whether a code may be sent there: to our own extension, letter by letter (RFC 9700, 2.1), and to nobody else. */
export const isOurRedirect = (address: string): boolean => isExtensionRedirect(address) && ALLOWED.includes(address)
