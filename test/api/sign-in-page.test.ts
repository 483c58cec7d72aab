import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { GECKO_ID } from '../../shared/extensionId.ts'
import { signInPage } from '../../shared/session.ts'
import { clientOf } from '../support/lives.ts'
import { type Running, startRunning } from '../support/running.ts'
import { allow, codeIn, newVerifier, OUR_REDIRECT, signInOver, workspaceIn } from '../support/signIn.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const FIREFOX = `https://${createHash('sha1').update(GECKO_ID).digest('hex')}.extensions.allizom.org/`
const url = () => running.server.url
const linkFor = async () => {
  const { id } = await running.world.workspace()
  return running.world.read(id, (tx) => createSignInLink(running.world.env, tx, 'ana', 'sign_in'))
}
const pageFor = (redirect: string | null, change: (query: URLSearchParams) => void = () => {}) => {
  const { challenge } = newVerifier()
  const page = new URL(signInPage({ server: url(), token: 't' }, { challenge, state: 's', redirect, device: 'Chrome' }))
  change(page.searchParams)
  return fetch(page)
}
const post = (path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${url()}${path}`, { method: 'POST', headers, body })

test('the pages run nothing but their own file, are framed by nobody, kept by nobody, and send no address on', async () => {
  for (const answer of [await fetch(`${url()}/link`), await pageFor(OUR_REDIRECT), await pageFor(null)]) {
    expect(answer.status).toBe(200)
    const policy = new Map(
      (answer.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...values] = rule.split(' ')
        return [name, values.join(' ')] as const
      }),
    )
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'img-src': 'data:',
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
    })
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const html = await answer.text()
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path)
    expect(files).toEqual(['/authorize/page.css', '/authorize/page.js'])
    expect(html).not.toMatch(/<script(?! type="module" src="\/authorize\/page\.js"><\/script>)|<style|\son\w+=|style=/)
    for (const path of files) expect((await fetch(`${url()}${path}`)).status).toBe(200)
  }
})

test('a code goes to our own extension in Chrome, Edge and Firefox, and nowhere else', async () => {
  const token = await linkFor()
  for (const ours of [OUR_REDIRECT, FIREFOX]) {
    expect((await pageFor(ours)).status).toBe(200)
    const answer = await allow(url(), token, newVerifier().challenge, { redirect: ours })
    expect('redirect' in answer && answer.redirect.startsWith(`${ours}?code=`)).toBe(true)
  }
  const others = [
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    `https://${'a'.repeat(40)}.extensions.allizom.org/`,
    `${OUR_REDIRECT}more`,
    `${OUR_REDIRECT}?a=b`,
    OUR_REDIRECT.slice(0, -1),
    OUR_REDIRECT.toUpperCase(),
    OUR_REDIRECT.replace('https', 'http'),
    OUR_REDIRECT.replace('.org/', '.org.evil.example/'),
    OUR_REDIRECT.replace('https://', 'https://evil.example@'),
    'https://evil.example/',
    'javascript:alert(1)',
    '',
  ]
  for (const redirect of others) {
    const page = await pageFor(redirect)
    expect(page.status, redirect).toBe(400)
    expect(page.redirected).toBe(false)
    expect(await page.text()).not.toContain('<script')
    const answer = await allow(url(), token, newVerifier().challenge, { redirect })
    expect(answer, redirect).toMatchObject({ type: 'urn:baton:problem:invalid-field', errors: [{ field: 'redirect' }] })
  }
})

test('nothing but a code with S256 can be asked for', async () => {
  const changes: ((query: URLSearchParams) => void)[] = [
    (query) => query.set('response_type', 'token'),
    (query) => query.set('code_challenge_method', 'plain'),
    (query) => query.delete('code_challenge_method'),
    (query) => query.set('code_challenge', 'short'),
    (query) => query.delete('state'),
    (query) => query.set('device', 'a\u0000b'),
    (query) => query.set('device', 'x'.repeat(201)),
    (query) => query.append('redirect_uri', 'https://evil.example/'),
  ]
  for (const change of changes) expect((await pageFor(OUR_REDIRECT, change)).status).toBe(400)
  expect((await pageFor(OUR_REDIRECT)).status).toBe(200)
})

test('what the page asks must be JSON that says so and is small, and no other site is let in', async () => {
  const token = await linkFor()
  const body = JSON.stringify({ token })
  const form = { 'content-type': 'text/plain' }
  const cases: [Response, number, string][] = [
    [await post('/authorize/look', body, form), 415, 'not-json'],
    [await post('/authorize/look', '{'), 400, 'malformed-json'],
    [await post('/authorize/look', '"text"'), 422, 'invalid-field'],
    [await post('/authorize/look', JSON.stringify({ token, more: 1 })), 422, 'invalid-field'],
    [await post('/authorize/allow', body), 422, 'invalid-field'],
    [await post('/authorize/look', JSON.stringify({ token: 'x'.repeat(5_000) })), 413, 'too-large'],
  ]
  for (const [answer, status, type] of cases) {
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ type: `urn:baton:problem:${type}` })
  }
  const evil = { origin: 'https://evil.example', 'content-type': 'application/json' }
  const looked = await post('/authorize/look', body, evil)
  const asked = await fetch(`${url()}/authorize/look`, {
    method: 'OPTIONS',
    headers: { origin: evil.origin, 'access-control-request-method': 'POST' },
  })
  for (const answer of [looked, asked])
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('no token, code or verifier is logged, kept, audited or repeated in an error', async () => {
  const token = await linkFor()
  const [secret, { verifier, challenge }] = [token.slice(token.indexOf('.') + 1), newVerifier()]
  const code = codeIn(await allow(url(), token, challenge))
  const exchange = (typed: string) =>
    clientOf(url())
      .auth.exchange.mutate({ workspace: workspaceIn(token), verifier, code: typed })
      .catch((error: unknown) => JSON.stringify(error) + String(error))
  const told = [await exchange('BBBB-BBBB'), JSON.stringify(await allow(url(), `${token}x`, challenge))]
  const { tokens } = await signInOver(url(), token)
  const { tables } = await contentsOf(workspaceIn(token))
  const heard = [...running.world.logged, ...told, tables].join('\n')
  for (const canary of [secret, code, verifier, tokens.access, tokens.refresh]) expect(heard).not.toContain(canary)
  expect(tables).toContain('sign_in.allowed')
})

const contentsOf = async (workspace: string) => {
  const names = ['audit', 'links', 'grants', 'families', 'tokens']
  const rows = await running.world.read(workspace, async ({ db }) => {
    const parts: string[] = []
    for (const name of names) parts.push(JSON.stringify(await db.execute(`select * from ${name}`)))
    return parts
  })
  return { tables: rows.join('\n') }
}

test('whatever is sent, nothing fails by a fault of ours', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('', '\0', '\ud800', '__proto__'))
  const token = await linkFor()
  const value = fc.oneof(text, fc.constant(token), fc.constant(OUR_REDIRECT), fc.constant(null), fc.jsonValue())
  const body = fc.oneof(
    fc.record({ token: value }),
    fc.record({ token: value, challenge: value, state: value, device: value, redirect: value }),
    fc.record({
      token: fc.constant(token),
      challenge: fc.constant(newVerifier().challenge),
      state: text,
      device: text,
      redirect: fc.constantFrom(null, OUR_REDIRECT),
    }),
    fc.record({ workspace: value, verifier: value, code: value }),
    fc.record({ workspace: text, verifier: fc.constant(newVerifier().verifier), code: text }),
    fc.jsonValue(),
  )
  const path = fc.constantFrom('/authorize/look', '/authorize/allow', '/trpc/auth.exchange')
  await fc.assert(
    fc.asyncProperty(path, body, async (at, sent) => {
      const answer = await post(at, JSON.stringify(sent))
      expect(answer.status, await answer.text()).toBeLessThan(500)
    }),
    { numRuns: 400 },
  )
  const query = fc.dictionary(
    fc.constantFrom('response_type', 'code_challenge', 'code_challenge_method', 'state', 'device', 'redirect_uri', 'x'),
    fc.oneof(text, fc.constantFrom('code', 'S256', OUR_REDIRECT)),
  )
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const answer = await fetch(`${url()}/authorize?${new URLSearchParams(asked)}`)
      expect(answer.status).toBeLessThan(500)
      await answer.text()
    }),
    { numRuns: 200 },
  )
})
