import { customType, text } from 'drizzle-orm/pg-core'

/** A `timestamptz` read and written as epoch milliseconds, the one form of time on the server. */
export const instant = customType<{ data: number; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => (typeof value === 'string' ? Date.parse(value) : value.getTime()),
  toDriver: (ms) => new Date(ms).toISOString(),
})

export const workspaceId = () => text('workspace_id').notNull()
export const id = () => text('id').notNull()
