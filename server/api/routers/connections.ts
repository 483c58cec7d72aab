import * as z from 'zod/mini'
import { checkConnection } from '../../actions/checkConnection.ts'
import { connectionStatus } from '../../actions/connectionStatus.ts'
import { listConnections } from '../../actions/listConnections.ts'
import { saveSetUp } from '../../actions/saveSetUp.ts'
import { typeAt } from '../../actions/typeAt.ts'
import { ConnectionInput, ConnectionStatus, PlaceAnswer, PlaceInput, SetUpCheck } from '../../../shared/connection.ts'
import { Connections } from '../../../shared/handoff.ts'
import { signedIn, signedInAs } from '../procedures.ts'
import { ProblemError } from '../problems.ts'
import { router } from '../trpc.ts'

/** Those who keep the connections. */
const keeper = signedInAs('revops', 'admin')

export const connections = router({
  list: signedIn.output(Connections).query(({ ctx }) => listConnections(ctx.env, ctx.actor)),
  status: keeper.output(z.array(ConnectionStatus)).query(({ ctx }) => connectionStatus(ctx.env, ctx.actor)),
  check: keeper
    .input(ConnectionInput)
    .output(z.array(SetUpCheck))
    .mutation(async ({ ctx, input }) => told(await checkConnection(ctx.env, ctx.actor, input))),
  save: keeper
    .input(ConnectionInput)
    .output(ConnectionStatus)
    .mutation(async ({ ctx, input }) => told(await saveSetUp(ctx.env, ctx.actor, input))),
  typeAt: signedIn
    .input(PlaceInput)
    .output(PlaceAnswer)
    .query(async ({ ctx, input }) => {
      const type = await typeAt(ctx.env, ctx.actor, input)
      if (type === 'silent')
        throw new ProblemError('crm-unavailable', 'It could not be asked what this page shows. Try again in a moment.')
      return { type }
    }),
})

const FIELDS = {
  needs_key: ['apiKey', 'is needed: for a new CRM, and again for another address'],
  address_taken: ['baseUrl', 'is connected already; edit that connection'],
  database_in_use: ['database', 'cannot be changed while handoffs of the present one are open'],
} as const

const told = <T>(outcome: T | 'not_found' | keyof typeof FIELDS): T => {
  if (outcome === 'not_found') throw new ProblemError('not-found', 'No such connection.')
  if (typeof outcome !== 'string' || !(outcome in FIELDS)) return outcome as T
  const [field, detail] = FIELDS[outcome as keyof typeof FIELDS]
  throw new ProblemError('invalid-field', `See ${field}.`, [{ field, detail }])
}
