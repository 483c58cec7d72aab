import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { workspaceOfKey } from '../actions/intakeKey.ts'
import { receiveHook } from '../actions/receiveHook.ts'
import { receiveSignal } from '../actions/receiveSignal.ts'
import type { Environment } from '../actions/environment.ts'
import { problem } from '../../shared/problem.ts'
import { Signal, type SignalAnswer } from '../../shared/signal.ts'
import type { Log } from '../log.ts'
import { workspaceOf } from '../secrets.ts'
import { isUnavailable } from '../store/query.ts'
import { bearerOf } from './context.ts'
import { answerProblem } from './errors.ts'
import { invalidFields, type Issue, toProblem } from './problems.ts'

const BODY_BYTES_MAX = 256 * 1024
const BATCH_MAX = 500

const limit = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: (c) =>
    answerProblem(c, problem('too-large', `At most ${BODY_BYTES_MAX / 1024} kB at once. Send a long batch in parts.`)),
})

/** What comes in from outside: signals by key, and the CRMs' webhooks. A 2xx means that it is committed. */
export const intake = (env: Environment, log: Log): Hono =>
  new Hono()
    .post('/v1/signals', limit, async (c) => {
      const key = bearerOf(c.req.header('authorization'))
      const workspace = key === null ? null : await workspaceOfKey(env, key)
      if (workspace === null)
        return answerProblem(
          c,
          problem('wrong-key', 'Send «Authorization: Bearer …» with an intake key of this workspace.'),
        )
      const body = parseJson(await c.req.text())
      if (body === undefined)
        return answerProblem(
          c,
          problem('malformed-json', 'The body must be one signal, or a list of signals, as JSON.'),
        )
      if (!Array.isArray(body)) {
        const answer = await takeOne(env, workspace, body, [], new Set())
        return answer.problem === undefined ? c.json(answer, 202) : answerProblem(c, answer.problem)
      }
      if (body.length > BATCH_MAX)
        return answerProblem(c, problem('too-large', `At most ${BATCH_MAX} signals at once.`))
      const answers: SignalAnswer[] = []
      const silent = new Set<string>()
      for (const [index, item] of body.entries())
        answers.push(await takeOne(env, workspace, item, [index], silent).catch(told(log, item)))
      return c.json(answers, 202)
    })
    .post('/v1/hooks/:connection', limit, async (c) => {
      const address = c.req.param('connection')
      const workspace = workspaceOf(address)
      const request = { rawBody: await c.req.text(), headers: c.req.header(), query: c.req.query() }
      const taken =
        workspace === null
          ? 'not_found'
          : await receiveHook(env, workspace, address.slice(workspace.length + 1), request)
      if (taken === 'not_found')
        return answerProblem(c, problem('not-found', 'No such webhook, or it is not signed as agreed.'))
      if (taken === 'malformed') return answerProblem(c, problem('malformed-json', 'This is not what this CRM sends.'))
      return c.json({ taken: true }, 202)
    })

/** A fault over one of a batch is that one's answer; when the database is away, the whole batch is to be sent again. */
const told =
  (log: Log, item: unknown) =>
  (error: unknown): SignalAnswer => {
    if (isUnavailable(error)) throw error
    return { signalId: idOf(item), outcome: 'rejected', problem: toProblem(error, log) }
  }

const idOf = (item: unknown): string | null =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id.slice(0, 200)
    : null

const takeOne = async (
  env: Environment,
  workspace: string,
  item: unknown,
  path: PropertyKey[],
  silent: Set<string>,
): Promise<SignalAnswer> => {
  const parsed = Signal.safeParse(item)
  if (parsed.success) {
    const answer = await receiveSignal(env, workspace, parsed.data, { silent })
    const errors = answer.problem?.errors?.map(({ field, detail }) => ({
      field: [...path, field].map(String).join('.'),
      detail,
    }))
    return answer.problem === undefined || errors === undefined
      ? answer
      : { ...answer, problem: { ...answer.problem, errors } }
  }
  return { signalId: idOf(item), outcome: 'rejected', problem: invalidFields(parsed.error.issues as Issue[], path) }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
