import * as z from 'zod/mini'

/** RFC 9457 problem details: the one shape of every error that Baton answers. `type` is stable. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened and what to do about it, in one or two sentences. */
  detail: z.optional(z.string()),
  /** Fields at fault, by path, such as `record.id` or `2.buyer.email` in a batch. */
  errors: z.optional(z.array(z.object({ field: z.string(), detail: z.string() }))),
})
export type Problem = z.infer<typeof Problem>

export const PROBLEM_TYPES = {
  'malformed-json': [400, 'The body is not JSON'],
  'invalid-field': [422, 'A field is not valid'],
  'unknown-field': [422, 'A field is not known'],
  'unknown-connection': [422, 'No such CRM connection'],
  'record-gone': [422, 'The CRM has no such record'],
  'wrong-key': [401, 'The key is not valid'],
  'signed-out': [401, 'The session has ended'],
  'wrong-code': [401, 'The code is not right'],
  'code-ended': [410, 'The code can no longer be used'],
  'link-unknown': [404, 'There is no such link'],
  'link-used': [410, 'The link was used before'],
  'link-expired': [410, 'The link has expired'],
  'link-revoked': [410, 'The link was withdrawn'],
  'not-allowed': [403, 'Not allowed for this role'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Not with this method'],
  refused: [409, 'The handoff has moved on'],
  conflict: [409, 'Somebody else was there before'],
  'too-large': [413, 'The body is too large'],
  'not-json': [415, 'The body must be JSON'],
  unavailable: [503, 'The database does not answer'],
  'crm-unavailable': [503, 'The CRM does not answer'],
  internal: [500, 'Baton could not do this'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemType = keyof typeof PROBLEM_TYPES

/** Builds a problem of a known type; `type` becomes `urn:baton:problem:…`. */
export const problem = (type: ProblemType, detail?: string, errors?: { field: string; detail: string }[]): Problem => {
  const [status, title] = PROBLEM_TYPES[type]
  return {
    type: `urn:baton:problem:${type}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  }
}
