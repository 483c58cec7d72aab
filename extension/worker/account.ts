import type { Me } from '../../shared/session.ts'

/** One string for one person of one workspace at one server: every fresh server has a workspace and an admin of the same names. */
export const accountOf = (server: string, me: Me): string => JSON.stringify([server, me.workspace.id, me.person.id])
