import { sql } from 'drizzle-orm'
import { rowsOf } from './query.ts'
import type { Tx } from './transaction.ts'

/** How somebody stands with signing in. Instants in epoch milliseconds. */
export type Presence = {
  /** Devices that are signed in. */
  sessions: number
  /** When a device last signed in or renewed its tokens, which one in use does each quarter of an hour. */
  lastSeenAt: number | null
  /** Until when a link that is out can be used. */
  linkUntil: number | null
  hasHadLink: boolean
}

/** By person. Who never had a link or a session is not in it. */
export const presences = async ({ db, now }: Tx): Promise<Map<string, Presence>> => {
  const at = sql`${new Date(now).toISOString()}::timestamptz`
  const rows = await rowsOf<{
    person: string
    sessions: number
    seen: number | null
    until: number | null
    links: number
  }>(
    db,
    sql`with devices as (
          select f.workspace_id, f.person_id, greatest(f.created_at, max(t.rotated_at)) as seen_at,
            f.ended_at is null and bool_or(t.kind = 'refresh' and t.rotated_at is null and t.expires_at > ${at}) as alive
          from families f join tokens t on t.workspace_id = f.workspace_id and t.family_id = f.id
          group by f.workspace_id, f.id),
        seen as (select person_id, count(*) filter (where alive) as sessions, max(seen_at) as seen_at from devices group by person_id),
        given as (select person_id, count(*) as links,
            max(expires_at) filter (where used_at is null and revoked_at is null and expires_at > ${at}) as until
          from links group by person_id)
        select coalesce(seen.person_id, given.person_id) as person, coalesce(sessions, 0)::int as sessions,
          (extract(epoch from seen_at) * 1000)::float8 as seen, (extract(epoch from until) * 1000)::float8 as until,
          coalesce(links, 0)::int as links
        from seen full join given on given.person_id = seen.person_id`,
  )
  return new Map(
    rows.map(({ person, sessions, seen, until, links }) => [
      person,
      { sessions, lastSeenAt: seen, linkUntil: until, hasHadLink: links > 0 },
    ]),
  )
}
