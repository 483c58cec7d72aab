import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { workspaceOfKey } from '../actions/intakeKey.ts'
import { stageGate } from '../actions/stageGate.ts'
import type { Environment } from '../actions/environment.ts'
import { problem } from '../../shared/problem.ts'
import { StageGateInput } from '../../shared/stageGate.ts'
import { bearerOf } from './context.ts'
import { answerProblem } from './errors.ts'
import { invalidFields, type Issue } from './problems.ts'

const BODY_BYTES_MAX = 64 * 1024

/** A CRM asks whether a record may enter a stage. It answers what is missing; nothing is changed. */
export const stageGateApi = (env: Environment): Hono =>
  new Hono().post(
    '/v1/stage-gate',
    bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => answerProblem(c, problem('too-large')) }),
    async (c) => {
      const key = bearerOf(c.req.header('authorization'))
      const workspace = key === null ? null : await workspaceOfKey(env, key)
      if (workspace === null)
        return answerProblem(
          c,
          problem('wrong-key', 'Send «Authorization: Bearer …» with an intake key of this workspace.'),
        )
      const body: unknown = await c.req.json().catch(() => undefined)
      if (body === undefined) return answerProblem(c, problem('malformed-json', 'The body must be JSON.'))
      const parsed = StageGateInput.safeParse(body)
      if (!parsed.success) return answerProblem(c, invalidFields(parsed.error.issues as Issue[], []))
      const answer = await stageGate(env, workspace, parsed.data)
      return 'allowed' in answer ? c.json(answer) : answerProblem(c, answer)
    },
  )
