import en from '../locales/en.json' with { type: 'json' }
import own from '../locales/en.options.json' with { type: 'json' }
import { messagesOf } from '../ui/messages.ts'

/** The messages that all surfaces have, and those of the options page alone. */
export const { t, tCode, tFirst } = messagesOf<keyof typeof en | keyof typeof own>({ ...en, ...own })
