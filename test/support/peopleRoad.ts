import { expect } from 'vitest'
import { clientOf, type Lives, problemOf } from './lives.ts'
import type { roadOf } from './roads.ts'
import { signInOver } from './signIn.ts'
import type { Part } from './stage.ts'

/** A colleague who is invited, let in anew, promoted and signed out again, by an admin who publishes a playbook and leaves too. */
export const peopleRoad = async (road: ReturnType<typeof roadOf>, { ref }: Part, lives: Lives): Promise<void> => {
  const { tokens } = await road.signInAsAdmin()
  const asked = <T>(what: (by: ReturnType<typeof clientOf>, url: string) => Promise<T>) =>
    lives.acknowledged((url) => what(clientOf(url, tokens.access), url))
  const rows = async () => (await asked((by) => by.people.list.query())).people
  const named = async () => (await rows()).filter(({ email }) => email === `${ref.id.toLowerCase()}@example.com`)
  const input = { name: 'Nia', email: `${ref.id}@example.com`.toLowerCase(), role: 'rep', teamId: 'inbound' } as const
  // Invited already, where only the answer got lost.
  await asked((by) => by.people.invite.mutate(input)).catch((error: unknown) =>
    expect(problemOf(error)).toBe('urn:baton:problem:invalid-field'),
  )
  const [invited] = await named()
  const { id: personId } = invited ?? { id: '' }
  expect(invited).toMatchObject({ role: 'rep', status: 'invited', sessions: 0 })
  const { token } = await asked((by) => by.people.newLink.mutate({ personId }))
  await asked((_, url) => signInOver(url, token))
  await asked((by) => by.people.setRole.mutate({ personId, role: 'manager' }))
  expect(await named()).toMatchObject([{ role: 'manager', status: 'signed_out', sessions: 0 }])
  const { token: again } = await asked((by) => by.people.newLink.mutate({ personId }))
  await asked((_, url) => signInOver(url, again))
  await asked((by) => by.people.newLink.mutate({ personId }))
  await asked((by) => by.people.revokeLink.mutate({ personId }))
  expect(await named()).toMatchObject([{ role: 'manager', status: 'active', sessions: 1, linkUntil: null }])
  await asked((by) => by.people.signOutEverywhere.mutate({ personId }))
  expect(await named()).toMatchObject([{ status: 'signed_out', sessions: 0 }])
  const span = { from: '2027-01-04T00:00:00Z', until: '2027-01-05T00:00:00Z' }
  expect(await asked((by) => by.availability.addAbsence.mutate(span))).toMatchObject({ absences: [{}] })
  expect(await asked((by) => by.availability.endAbsence.mutate({ from: span.from }))).toMatchObject({ absences: [] })
  expect(await asked((by) => by.availability.setPaused.mutate({ paused: false }))).toMatchObject({ paused: false })
  const credit = { pool: 'sdr', tier: 'high', personId: 'ana', turns: 1, note: ref.id, untilDays: 1 } as const
  await asked((by) => by.turns.credit.mutate(credit))
  const { lines } = await asked((by) => by.turns.pool.query({ pool: 'sdr', tier: 'high' }))
  expect(lines.some(({ note }) => note === ref.id)).toBe(true)
  const { version, text } = await asked((by) => by.playbook.export.query())
  const changed = { text: text.replace(/breaksToday: .*/, `breaksToday: ${ref.id}`), reason: ref.id }
  await asked((by) => by.playbook.import.mutate(changed))
  expect(await asked((by) => by.playbook.live.query())).toMatchObject({ version: version + 1, reason: ref.id })
  const leave = asked((by) => by.auth.signOutEverywhere.mutate())
  await leave.catch((error: unknown) => expect(problemOf(error)).toBe('urn:baton:problem:signed-out'))
  const { url } = await lives.survivor()
  expect(await clientOf(url, tokens.access).me.query().catch(problemOf)).toBe('urn:baton:problem:signed-out')
}
