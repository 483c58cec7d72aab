import type { ConnectionInput, ConnectionStatus } from '../../shared/connection.ts'
import { type Reader, whenText } from '../ui/instants.ts'
import { t } from './messages.ts'

/** How a connection is heard of, line by line; while something is wrong, first when it is tried again. */
export const statusLines = (status: ConnectionStatus, nowMs: number, reader?: Reader): string[] => {
  const { hookPath, hookHeardAt, polledAt, problem, setUp } = status
  const at = (iso: string) => whenText(Date.parse(iso), nowMs, reader)
  const heard =
    hookHeardAt !== null
      ? t('connections.hookHeard', { at: at(hookHeardAt) })
      : t(hookPath === null ? 'connections.signed' : 'connections.hookSilent')
  return [
    ...(problem === null || setUp === null ? [] : [t('connections.triesAgain')]),
    heard,
    polledAt === null ? t('connections.notLooked') : t('connections.looked', { at: at(polledAt) }),
  ]
}

/** What is typed into the form, as it stands. */
export type Draft = { name: string; baseUrl: string; database: string; login: string; apiKey: string }

export const draftOf = (editing: ConnectionStatus | 'new'): Draft =>
  editing === 'new'
    ? { name: 'Odoo', baseUrl: '', database: '', login: '', apiKey: '' }
    : {
        name: editing.connection.name,
        baseUrl: editing.connection.baseUrl,
        database: editing.setUp?.database ?? '',
        login: editing.setUp?.login ?? '',
        apiKey: '',
      }

/** What is typed, as the server takes it: what is empty is left out, so that a key stays as it is. */
export const inputOf = (draft: Draft, editing: ConnectionStatus | 'new'): ConnectionInput => {
  const { name, baseUrl, ...rest } = draft
  const filled = Object.entries(rest).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]]))
  return {
    kind: 'odoo',
    ...(editing === 'new' ? {} : { id: editing.connection.id }),
    name: name.trim(),
    baseUrl: baseUrl.trim(),
    ...(Object.fromEntries(filled) as Partial<Pick<Draft, 'database' | 'login' | 'apiKey'>>),
  }
}

/** What has to be filled in before the server is asked; field by field. */
export const missingIn = (draft: Draft, editing: ConnectionStatus | 'new'): Partial<Draft> => {
  const url = URL.parse(draft.baseUrl.trim())
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return {
    ...(draft.name.trim() === '' ? { name: t('connections.nameNeeded') } : {}),
    ...(isWeb ? {} : { baseUrl: t('connections.addressNeeded') }),
    ...(editing === 'new' && draft.apiKey.trim() === '' ? { apiKey: t('connections.keyNeeded') } : {}),
  }
}

const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')

/** Whether an address names this computer itself. */
export const isLoopback = (address: string): boolean => isLoopbackHost(URL.parse(address)?.hostname ?? '')

/** Whether what is sent there can be read on the way. */
export const isReadable = (address: string): boolean =>
  URL.parse(address.trim())?.protocol === 'http:' && !isLoopback(address.trim())
