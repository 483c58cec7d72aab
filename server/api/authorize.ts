import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod/mini'
import { allowSignIn, lookAtLink } from '../actions/signIn.ts'
import type { Environment } from '../actions/environment.ts'
import { AllowAnswer, AllowInput, LinkView, LookInput } from '../../shared/consent.ts'
import { problem } from '../../shared/problem.ts'
import { answerProblem } from './errors.ts'
import { pageOf, refusedPage, styleAndScript } from './pages.ts'
import { invalidFields, type Issue, ProblemError } from './problems.ts'
import { isOurRedirect } from './redirects.ts'
import { signInWords } from './signInWords.ts'

const BODY_BYTES_MAX = 4 * 1024
/** RFC 6749, 4.1.1, and RFC 7636, 4.3. Nothing but S256, and no redirect but to our own extension. */
const Query = z.object({
  response_type: z.literal('code'),
  code_challenge: AllowInput.shape.challenge,
  code_challenge_method: z.literal('S256'),
  state: AllowInput.shape.state,
  device: AllowInput.shape.device,
  redirect_uri: z.optional(z.string().check(z.refine(isOurRedirect))),
})

/** Read as the browser reads it, and nothing twice (RFC 6749, 3.1): the page finds what was checked here. */
const isOurs = (asked: URLSearchParams): boolean =>
  new Set(asked.keys()).size === asked.size && Query.safeParse(Object.fromEntries(asked)).success

/**
 * The pages that a sign-in link opens and what they ask. A link's secret stays behind the # of their address and is sent in a
 * body, so that no log of anybody's holds it; whoever is asked for it answers by its hash.
 */
export const authorize = (env: Environment): Hono =>
  new Hono()
    .use('/authorize/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => answerProblem(c, problem('too-large')) }))
    .get('/link', (c) => pageOf(c, 'link'))
    .get('/authorize', (c) => (isOurs(new URL(c.req.url).searchParams) ? pageOf(c, 'authorize') : refusedPage(c)))
    .get('/authorize/:file', (c, next) => styleAndScript(c, c.req.param('file')) ?? next())
    .post('/authorize/look', async (c) => {
      const seen = await lookAtLink(env, (await bodyOf(c, LookInput)).token)
      return 'trouble' in seen ? answerProblem(c, problem(seen.trouble, signInWords(seen))) : noStore(c, LinkView, seen)
    })
    .post('/authorize/allow', async (c) => {
      const input = await bodyOf(c, AllowInput)
      const { redirect, state } = input
      if (redirect !== null && !isOurRedirect(redirect))
        throw new ProblemError('invalid-field', 'See redirect.', [{ field: 'redirect', detail: 'is not Baton’s' }])
      const allowed = await allowSignIn(env, input)
      if ('trouble' in allowed) return answerProblem(c, problem(allowed.trouble, signInWords(allowed)))
      if (redirect === null) return noStore(c, AllowAnswer, allowed)
      return noStore(c, AllowAnswer, { redirect: `${redirect}?${new URLSearchParams({ code: allowed.code, state })}` })
    })

/** A body as JSON, said to be JSON: no form of another site can send that. Throws a problem. */
const bodyOf = async <S extends z.core.$ZodType>(c: Context, schema: S): Promise<z.output<S>> => {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new ProblemError('not-json')
  const body: unknown = await c.req.json().catch(() => {
    throw new ProblemError('malformed-json')
  })
  const parsed = z.safeParse(schema, body)
  if (parsed.success) return parsed.data
  const { detail, errors } = invalidFields(parsed.error.issues as Issue[])
  throw new ProblemError('invalid-field', detail, errors)
}

const noStore = <S extends z.core.$ZodType>(c: Context, schema: S, answer: z.input<S>) =>
  c.json(z.parse(schema, answer) as object, 200, { 'cache-control': 'no-store' })
