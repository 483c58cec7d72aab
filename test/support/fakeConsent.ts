import { createHash } from 'node:crypto'
import { problem, type Problem } from '../../shared/problem.ts'

const TRIES_MAX = 5
const AGAIN_MS = 60_000

type Grant = {
  code: string
  state: string
  redirect: string | null
  token: string
  tries: number
  exchangedAtMs?: number
}

/** The sign-in page of a server in memory, and the trade of its codes: each link once, five tries, and the same again for a minute. */
export class FakeConsent {
  readonly #grants = new Map<string, Grant>()
  readonly #used = new Set<string>()
  readonly #nowMs: () => number
  #codes = 0

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Somebody presses «Allow» on the page of this address; the redirect, or the code that the page shows. */
  allow(address: URL | string): { redirect: string } | { code: string } {
    const { searchParams: query, hash } = new URL(address)
    this.#codes += 1
    const redirect = query.get('redirect_uri')
    const state = query.get('state') ?? ''
    const code = redirect === null ? `pair-${this.#codes}` : `code-${this.#codes}-of-the-redirect`
    this.#grants.set(query.get('code_challenge') ?? '', { code, state, redirect, token: hash.slice(1), tries: 0 })
    return redirect === null ? { code } : { redirect: `${redirect}?${new URLSearchParams({ code, state })}` }
  }

  /** Whether this trade gives a session that it gave before. Throws a problem. */
  exchange({ workspace, verifier, code }: Record<string, unknown>): { isAgain: boolean; seed: string } {
    const challenge = createHash('sha256').update(String(verifier)).digest('base64url')
    const grant = this.#grants.get(challenge)
    if (grant === undefined || grant.tries >= TRIES_MAX || grant.token.split('.')[0] !== workspace)
      throw refused('code-ended')
    if (code !== grant.code) {
      grant.tries += 1
      throw grant.tries < TRIES_MAX ? refused('wrong-code', triesLeft(TRIES_MAX - grant.tries)) : refused('code-ended')
    }
    const isAgain = grant.exchangedAtMs !== undefined
    if (isAgain && this.#nowMs() - (grant.exchangedAtMs ?? 0) > AGAIN_MS) throw refused('code-ended')
    if (!isAgain && this.#used.has(grant.token)) throw refused('link-used')
    this.#used.add(grant.token)
    grant.exchangedAtMs ??= this.#nowMs()
    return { isAgain, seed: `${challenge} ${String(code)}` }
  }
}

const triesLeft = (left: number): string => (left === 1 ? 'One try is left.' : `${left} tries are left.`)

const refused = (type: 'code-ended' | 'wrong-code' | 'link-used', detail?: string): Problem => problem(type, detail)
