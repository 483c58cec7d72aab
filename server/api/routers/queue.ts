import { viewQueue } from '../../actions/viewQueue.ts'
import { Queue } from '../../../shared/handoff.ts'
import { signedIn } from '../procedures.ts'
import { router } from '../trpc.ts'

export const queue = router({
  mine: signedIn.output(Queue).query(({ ctx }) => viewQueue(ctx.env, ctx.actor)),
})
