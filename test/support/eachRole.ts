import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { team } from './builders.ts'

/** A workspace with somebody of each role: `otto` is RevOps, `ruth` an admin and `rosa` a second one. */
export const eachRole = (): Pick<NewWorkspace, 'teams' | 'people'> => {
  const { people, teams } = team()
  const office = { calendarId: 'office', teamId: null }
  return {
    teams: [...teams, { id: 'apac', name: 'APAC', managerId: null }],
    people: [
      ...people,
      { ...office, id: 'otto', name: 'Otto Lind', email: 'otto@example.com', role: 'revops' },
      { ...office, id: 'rosa', name: 'Rosa Diaz', email: 'rosa@example.com', role: 'admin' },
    ],
  }
}
