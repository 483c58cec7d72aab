import { viewQueue } from '../../actions/viewQueue.ts'
import { viewSent } from '../../actions/viewSent.ts'
import { Queue, Sent } from '../../../shared/queue.ts'
import { signedIn } from '../procedures.ts'
import { router } from '../trpc.ts'

export const queue = router({
  mine: signedIn.output(Queue).query(({ ctx }) => viewQueue(ctx.env, ctx.actor)),
  sent: signedIn.output(Sent).query(({ ctx }) => viewSent(ctx.env, ctx.actor)),
})
