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

const told = <T>(outcome: T | 'not_found' | 'needs_key'): T => {
  if (outcome === 'not_found') throw new ProblemError('not-found', 'No such connection.')
  if (outcome === 'needs_key')
    throw new ProblemError('invalid-field', 'See apiKey.', [
      { field: 'apiKey', detail: 'is needed: for a new CRM, and again for another address' },
    ])
  return outcome
}
