import type { ContentfulStatusCode } from 'hono/utils/http-status'

const KINDS = {
  'malformed-json': [400, 'The body is not JSON'],
  'wrong-key': [401, 'The API key is not valid'],
  'not-same-site': [403, 'Only the pages of this CRM may ask for this'],
  'not-found': [404, 'No such record'],
  'too-large': [413, 'The body is too large'],
  'key-reused': [422, 'This Idempotency-Key came with another request before'],
  'invalid-field': [422, 'A field is not valid'],
  'unknown-owner': [422, 'No user has this e-mail address'],
  'unknown-stage': [422, 'Records of this type have no such stage'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>

/** Why the demo CRM does not do what it was asked; answered as problem details (RFC 9457). */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly kind: keyof typeof KINDS
  readonly field: string | undefined
  constructor(kind: keyof typeof KINDS, field?: string, detail?: string) {
    super(detail ?? KINDS[kind][1])
    this.kind = kind
    this.status = KINDS[kind][0]
    this.field = field
  }

  toResponse(): Response {
    const problem = {
      type: `urn:demo-crm:problem:${this.kind}`,
      title: KINDS[this.kind][1],
      status: this.status,
      ...(this.message === KINDS[this.kind][1] ? {} : { detail: this.message }),
      ...(this.field === undefined ? {} : { errors: [{ field: this.field, detail: this.message }] }),
    }
    return Response.json(problem, { status: this.status, headers: { 'content-type': 'application/problem+json' } })
  }
}
