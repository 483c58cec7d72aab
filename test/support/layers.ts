/** Who may import whom. Reading order is the way of the data; what is not named here is refused. */
export type Layer = {
  /** The files it speaks of, by the beginning of their path; the longest that fits counts. */
  of: string
  /** Paths that may be imported, by their beginning; its own folder always may. */
  from: string[]
  /** Paths of which only types may be imported. */
  typesFrom?: string[]
  /** npm packages, or `*` for any; `node:*` for Node's own modules. */
  packages: string[]
  /** Why, for the message. */
  because: string
}

const CRM_CONTRACT = 'server/crm/connector.ts'
/** What the server's folders share beside `shared`: injected time, words for the log, hashes of secrets, points to fail at. */
const GROUND = ['server/clock.ts', 'server/failpoint.ts', 'server/log.ts', 'server/secrets.ts']

export const LAYERS: Layer[] = [
  { of: 'shared', from: [], packages: ['zod'], because: 'the vocabulary depends on nothing but zod' },
  {
    of: 'server/domain',
    from: ['shared'],
    packages: ['re2js', 'temporal-polyfill', 'tldts', 'yaml'],
    because: 'the domain is pure: shared, Temporal, patterns, the table of public suffixes and a parser of files',
  },
  {
    of: 'server/store',
    from: ['shared', 'server/domain', ...GROUND],
    typesFrom: [CRM_CONTRACT],
    packages: ['drizzle-orm', 'pg', '@electric-sql/pglite', 'node:*'],
    because: 'store, notify and crm know shared and domain, never each other',
  },
  {
    of: 'server/notify',
    from: ['shared', 'server/domain', ...GROUND],
    packages: ['*'],
    because: 'store, notify and crm know shared and domain, never each other',
  },
  {
    of: 'server/crm',
    from: ['shared', 'server/domain', ...GROUND],
    packages: ['*'],
    because: 'store, notify and crm know shared and domain, never each other',
  },
  {
    of: 'server/crm/demo',
    from: ['shared', CRM_CONTRACT],
    packages: ['*'],
    because: 'one folder a CRM, and none knows another',
  },
  {
    of: 'server/crm/odoo',
    from: ['shared', CRM_CONTRACT],
    packages: ['*'],
    because: 'one folder a CRM, and none knows another',
  },
  {
    of: 'server/calendars',
    from: ['shared', 'server/domain'],
    packages: ['date-holidays', 'ical.js', 'rrule-temporal', 'temporal-polyfill'],
    because: 'tables and files of holidays know the domain and nothing that is stored',
  },
  {
    of: 'server/actions',
    from: [
      'shared',
      'server/domain',
      'server/calendars',
      'server/store',
      'server/engine/outbox',
      CRM_CONTRACT,
      ...GROUND,
    ],
    packages: ['drizzle-orm', 'temporal-polyfill', 'zod', 'node:crypto'],
    because: 'actions know domain, store, outbox, clock and the contract of the CRMs',
  },
  {
    of: 'server/engine',
    from: ['shared', 'server/actions', 'server/store', CRM_CONTRACT, ...GROUND],
    typesFrom: ['server/domain', 'server/notify', 'server/crm'],
    packages: ['drizzle-orm', 'node:*'],
    because: 'the engine claims due rows and calls actions',
  },
  {
    of: 'server/api',
    // Of the store only whether the database answers, and the wire on which changes are told: never a row.
    from: [
      'shared',
      'server/actions',
      'server/store/database.ts',
      'server/store/query.ts',
      'server/store/changes.ts',
      CRM_CONTRACT,
      ...GROUND,
    ],
    typesFrom: ['server/domain', 'server/store', 'server/crm'],
    packages: ['hono', '@hono/node-server', '@trpc/server', 'ws', 'zod', 'node:*'],
    because: 'the api is thin: it calls actions',
  },
  { of: 'server/demo', from: ['shared', 'server'], packages: ['*'], because: 'the demo composes the server' },
  {
    of: 'server',
    from: ['shared', 'server'],
    packages: ['*'],
    because: 'the server knows nothing of extension and tests',
  },
  {
    of: 'extension',
    from: ['shared'],
    typesFrom: ['server'],
    packages: ['*'],
    because: 'the extension knows shared, and of the server only types',
  },
  {
    of: 'extension/gallery',
    from: ['shared', 'extension', 'test/support'],
    packages: ['*'],
    because: 'the gallery shows what the builders of the tests make',
  },
  {
    of: 'test',
    from: ['shared', 'server', 'extension', 'test', 'wxt.config.ts', 'vitest.config.ts'],
    packages: ['*'],
    because: 'tests know all',
  },
]

/** Packages that only one folder may touch. */
export const KEPT_TO_ONE_FOLDER: Record<string, string> = {
  'webextension-polyfill': 'extension/browser',
  'date-holidays': 'server/calendars',
  'ical.js': 'server/calendars',
  'rrule-temporal': 'server/calendars',
}

/** The layer whose beginning fits a path best. */
export const layerOf = (path: string): Layer | undefined =>
  LAYERS.filter((layer) => isWithin(path, layer.of)).toSorted((a, b) => b.of.length - a.of.length)[0]

/** Whether a path is this file, lies in this folder, or begins with this name: `server/engine/outbox` fits `outbox.ts` too. */
export const isWithin = (path: string, beginning: string): boolean =>
  path === beginning || path.startsWith(`${beginning}/`) || path.startsWith(`${beginning}.`)
