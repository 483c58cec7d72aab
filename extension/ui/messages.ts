import en from '../locales/en.json' with { type: 'json' }

export type MessageKey = keyof typeof en
export type Params = Record<string, string | number>
type Plural = { one: string; other: string }

const plurals = new Intl.PluralRules('en')

const formOf = (message: Plural, count: number): string =>
  plurals.select(count) === 'one' ? message.one : message.other

/** The messages of a catalogue. A surface with many of its own has a file for them, which the others do not load. */
export const messagesOf = <Key extends string>(catalogue: Record<Key, string | Plural>) => {
  /** The message of a key with its `{params}` filled in. A plural message chooses its form by `count`. */
  const t = (key: Key, params: Params = {}): string => {
    const message = catalogue[key]
    const text = typeof message === 'string' ? message : formOf(message, Number(params.count))
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole))
  }
  const isKey = (key: string): key is Key => Object.hasOwn(catalogue, key)
  return {
    t,
    /** The message for a code such as `reason.no_time`; a code that this version does not know yet is shown as words. */
    tCode: (prefix: string, code: string, params?: Params): string => {
      const key = `${prefix}.${code}`
      return isKey(key) ? t(key, params) : code.replaceAll('_', ' ')
    },
    /** The message of the first of these keys that exists. */
    tFirst: (keys: string[], params?: Params): string => {
      const key = keys.find(isKey)
      return key === undefined ? '' : t(key, params)
    },
  }
}

export const { t, tCode, tFirst } = messagesOf<MessageKey>(en)
