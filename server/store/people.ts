import { and, eq, gt, lte } from 'drizzle-orm'
import type { Role } from '../../shared/session.ts'
import { absences, people, teams } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type Person = {
  id: string
  name: string
  email: string
  role: Role
  team: string | null
  calendar: string
  paused: boolean
  left: boolean
  /** The end of the absence that covers now. */
  awayUntil: number | null
  /** The team's manager; null for that manager. */
  manager: string | null
  /** The calendar that the team is measured on; null: each on their own. */
  teamCalendar: string | null
}

/** Everybody of the workspace, as they are now. */
export const allPeople = async ({ db, now }: Tx): Promise<Map<string, Person>> => {
  const away = new Map(
    (
      await db
        .select()
        .from(absences)
        .where(and(lte(absences.fromAt, now), gt(absences.untilAt, now)))
    ).map((row) => [row.personId, row.untilAt]),
  )
  const known = new Map((await db.select().from(teams)).map((row) => [row.id, row]))
  const rows = await db.select().from(people)
  return new Map(
    rows.map((row) => {
      const team = row.teamId === null ? undefined : known.get(row.teamId)
      const manager = team?.managerId ?? null
      return [
        row.id,
        {
          id: row.id,
          name: row.name,
          email: row.email,
          role: row.role,
          team: row.teamId,
          calendar: row.calendarId,
          paused: row.paused,
          left: row.leftAt !== null && row.leftAt <= now,
          awayUntil: away.get(row.id) ?? null,
          manager: manager === row.id ? null : manager,
          teamCalendar: team?.calendarId ?? null,
        },
      ]
    }),
  )
}

export const findPerson = async (tx: Tx, id: string): Promise<Person | null> => {
  const [row] = await tx.db.select({ id: people.id }).from(people).where(eq(people.id, id))
  return row === undefined ? null : ((await allPeople(tx)).get(row.id) ?? null)
}

/** What each request asks of its caller: the role as it is now. */
export const roleOf = async ({ db, now }: Tx, id: string): Promise<Role | null> => {
  const [row] = await db.select({ role: people.role, leftAt: people.leftAt }).from(people).where(eq(people.id, id))
  return row === undefined || (row.leftAt !== null && row.leftAt <= now) ? null : row.role
}

export const teamName = async ({ db }: Tx, id: string): Promise<string | null> =>
  (await db.select({ name: teams.name }).from(teams).where(eq(teams.id, id)))[0]?.name ?? null

export const insertPerson = ({ db, workspace }: Tx, person: Omit<typeof people.$inferInsert, 'workspaceId'>) =>
  db.insert(people).values({ workspaceId: workspace, ...person })

/** False: the address is somebody's already, in whatever case. */
export const addPerson = async (
  { db, workspace }: Tx,
  person: Omit<typeof people.$inferInsert, 'workspaceId'>,
): Promise<boolean> =>
  (
    await db
      .insert(people)
      .values({ workspaceId: workspace, ...person })
      .onConflictDoNothing()
      .returning({ id: people.id })
  ).length > 0

/** A person's row, locked until the transaction ends: their role stays what it is meanwhile. */
export const lockPerson = ({ db }: Tx, id: string) =>
  db.select({ id: people.id }).from(people).where(eq(people.id, id)).for('update')

/** The admins, locked until the transaction ends, so that not all of them can go at once. */
export const lockAdmins = async ({ db, now }: Tx): Promise<string[]> =>
  (await db.select().from(people).where(eq(people.role, 'admin')).orderBy(people.id).for('update'))
    .filter(({ leftAt }) => leftAt === null || leftAt > now)
    .map(({ id }) => id)

export const updateRole = ({ db }: Tx, id: string, role: Role) =>
  db.update(people).set({ role }).where(eq(people.id, id))

export const allTeams = async ({ db }: Tx): Promise<{ id: string; name: string; managerId: string | null }[]> =>
  db.select({ id: teams.id, name: teams.name, managerId: teams.managerId }).from(teams).orderBy(teams.name, teams.id)

export const insertTeam = (
  { db, workspace }: Tx,
  team: { id: string; name: string; managerId: string | null; calendarId?: string | null },
) => db.insert(teams).values({ workspaceId: workspace, ...team })

export const insertAbsence = ({ db, workspace }: Tx, absence: { personId: string; fromAt: number; untilAt: number }) =>
  db.insert(absences).values({ workspaceId: workspace, ...absence })
