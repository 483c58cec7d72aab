import * as z from 'zod/mini'
import { invitePerson } from '../../actions/invitePerson.ts'
import { listPeople } from '../../actions/listPeople.ts'
import { newLink } from '../../actions/newLink.ts'
import type { PersonTrouble } from '../../actions/peopleRights.ts'
import { revokeLink } from '../../actions/revokeLink.ts'
import { setRole } from '../../actions/setRole.ts'
import { signOutPerson } from '../../actions/signOutPerson.ts'
import { InviteInput, NewLink, People, PersonInput, SetRoleInput } from '../../../shared/people.ts'
import { signedInAs } from '../procedures.ts'
import { ProblemError } from '../problems.ts'
import { router } from '../trpc.ts'

const keeper = signedInAs('revops', 'admin')
const admin = signedInAs('admin')

/** The people of the workspace, and the links that let them in. */
export const people = router({
  list: signedInAs('manager', 'revops', 'admin')
    .output(People)
    .query(({ ctx }) => listPeople(ctx.env, ctx.actor)),
  invite: keeper
    .input(InviteInput)
    .output(NewLink)
    .mutation(async ({ ctx, input }) => told(await invitePerson(ctx.env, ctx.actor, input))),
  newLink: keeper
    .input(PersonInput)
    .output(NewLink)
    .mutation(async ({ ctx, input }) => told(await newLink(ctx.env, ctx.actor, input))),
  revokeLink: keeper
    .input(PersonInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => told(await revokeLink(ctx.env, ctx.actor, input))),
  setRole: admin
    .input(SetRoleInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => told(await setRole(ctx.env, ctx.actor, input))),
  signOutEverywhere: admin
    .input(PersonInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => told(await signOutPerson(ctx.env, ctx.actor, input))),
})

const told = <T>(outcome: T | { trouble: PersonTrouble }): T => {
  if (typeof outcome !== 'object' || outcome === null || !('trouble' in outcome)) return outcome
  const { trouble } = outcome
  if (trouble === 'not_found') throw new ProblemError('not-found', 'There is no such person here.')
  if (trouble === 'not_yours') throw new ProblemError('not-allowed', 'Only an admin may do this for that role.')
  if (trouble === 'oneself') throw new ProblemError('not-allowed', 'Nobody changes their own role. Ask another admin.')
  const [field, detail] = {
    email_taken: ['email', 'is already somebody’s here'],
    no_team: ['teamId', 'is not a team of this workspace'],
  }[trouble] as [string, string]
  throw new ProblemError('invalid-field', `See ${field}.`, [{ field, detail }])
}
