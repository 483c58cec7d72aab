/** Why there was no connection, as the end of a sentence; empty where the system tells nothing that is known here. */
export const networkWords = (error: unknown): string => {
  const code = codeOf(error)
  if (code === undefined) return ''
  const words = WORDS[code] ?? (TLS.test(code) ? 'its certificate is not valid for this address' : undefined)
  return words === undefined ? '' : `: ${words}`
}

/** Node's `fetch` wraps what happened, and tries several addresses of a name at once. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause)
}

const WORDS: Record<string, string> = {
  ENOTFOUND: 'nobody knows this name',
  EAI_AGAIN: 'its name cannot be looked up at present',
  ECONNREFUSED: 'nothing listens at this address and port',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to this address',
  ENETUNREACH: 'there is no way to this address',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it speaks no https there',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it speaks no https there',
  HPE_INVALID_CONSTANT: 'it speaks no plain http there',
}

const TLS = /CERT|SSL|TLS|SIGNATURE|ISSUER/
