import { listConnections } from '../../actions/listConnections.ts'
import { Connections } from '../../../shared/handoff.ts'
import { signedIn } from '../procedures.ts'
import { router } from '../trpc.ts'

export const connections = router({
  list: signedIn.output(Connections).query(({ ctx }) => listConnections(ctx.env, ctx.actor)),
})
