import { addAbsence, endAbsence, setPaused, viewAvailability } from '../../actions/availability.ts'
import { AbsenceInput, Availability, EndAbsenceInput, PausedInput } from '../../../shared/availability.ts'
import { signedInAs } from '../procedures.ts'
import { router } from '../trpc.ts'

const anybody = signedInAs('rep', 'manager', 'revops', 'admin').output(Availability)

/** When the caller can take handoffs: their own to say. */
export const availability = router({
  mine: anybody.query(({ ctx }) => viewAvailability(ctx.env, ctx.actor)),
  addAbsence: anybody.input(AbsenceInput).mutation(({ ctx, input }) => addAbsence(ctx.env, ctx.actor, input)),
  endAbsence: anybody.input(EndAbsenceInput).mutation(({ ctx, input }) => endAbsence(ctx.env, ctx.actor, input.from)),
  setPaused: anybody.input(PausedInput).mutation(({ ctx, input }) => setPaused(ctx.env, ctx.actor, input.paused)),
})
