import { describe, expect, test, vi } from 'vitest'
import { odooConnector } from '../../server/crm/odoo/connector.ts'
import { allOf, answeringConnector, canaryConfig, thrownBy } from '../support/odooAnswers.ts'

const lead = { connection: 'odoo', type: 'lead', id: '31' } as const
const traceback = JSON.stringify({
  message: 'canary-message',
  debug: 'Traceback (most recent call last): canary-debug',
})
const page = (status: number) =>
  new Response('<html>canary-page</html>', { status, headers: { 'content-type': 'text/html; charset=utf-8' } })

describe('whatever Odoo answers becomes a sentence, never its own words', () => {
  test.each<[string, () => Response, object]>([
    ['401', () => new Response(traceback, { status: 401 }), { retry: true, retryAfterMs: 300_000, message: /API key/ }],
    ['403', () => new Response(traceback, { status: 403 }), { retry: false, message: /not let this user/ }],
    ['a page 403', () => page(403), { retry: true, message: /something before it refuses/ }],
    ['404', () => new Response(traceback, { status: 404 }), { retry: false, message: /does not know this call/ }],
    ['a page 404', () => page(404), { retry: true, retryAfterMs: 300_000, message: /name of the database/ }],
    ['422', () => new Response(traceback, { status: 422 }), { retry: false, message: /did not take/ }],
    ['400', () => new Response(traceback, { status: 400 }), { retry: true, message: /does not answer as Odoo/ }],
    ['409', () => new Response(traceback, { status: 409 }), { retry: true, message: /busy/ }],
    ['429', () => new Response(traceback, { status: 429 }), { retry: true, message: /busy/ }],
    [
      '500 with a traceback',
      () => new Response(traceback, { status: 500 }),
      { retry: true, message: /fault of its own/ },
    ],
    ['a page 502', () => page(502), { retry: true, message: /fault of its own/ }],
    ['503', () => new Response(traceback, { status: 503 }), { retry: true, message: /fault of its own/ }],
    ['a page 200', () => page(200), { retry: true, retryAfterMs: 300_000, message: /no JSON/ }],
    [
      'JSON of another shape',
      () => Response.json({ records: [{ name: 'canary' }] }),
      { retry: false, message: /shape/ },
    ],
    ['JSON that is no object', () => Response.json('canary'), { retry: false, message: /shape/ }],
  ])('%s', async (_, respond, expected) => {
    const error = await thrownBy(answeringConnector(respond).read(lead))
    expect(error).toMatchObject({ name: 'CrmError', ...expected })
    expect(allOf(error)).not.toContain('canary')
  })

  test.each([
    ['/web/login?redirect=canary', /does not answer as Odoo does: it leads to another page, such as one to log in$/],
    ['https://elsewhere.example.com/canary?q=canary', /leads to https:\/\/elsewhere\.example\.com$/],
    ['javascript:canary', /leads elsewhere$/],
  ])('a redirect to %s is told, and is not followed', async (location, message) => {
    let calls = 0
    const leading = answeringConnector(({ init }) => {
      calls += 1
      expect(init.redirect).toBe('manual')
      return new Response('canary', { status: 303, headers: { location } })
    })
    const error = await thrownBy(leading.read(lead))
    expect(error).toMatchObject({ name: 'CrmError', retry: true, message })
    expect(allOf(error)).not.toContain('canary')
    expect(calls).toBe(1)
  })

  test.each([
    [429, '7', 7_000],
    [503, '120', 120_000],
    [503, 'Mon, 02 Mar 2026 08:00:30 GMT', 30_000],
    [429, 'Mon, 02 Mar 2026 07:00:00 GMT', 0],
    [503, 'soon', undefined],
    [503, '-5', 0],
  ])('%i with Retry-After «%s» says when to come back', async (status, value, retryAfterMs) => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T08:00:00Z'), toFake: ['Date'] })
    try {
      const busy = answeringConnector(() => new Response('', { status, headers: { 'retry-after': value } }))
      expect(await thrownBy(busy.read(lead))).toMatchObject({ retry: true, retryAfterMs })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('an answer that does not end', () => {
  /** A body that sends a byte whenever it is asked for one. */
  const trickling = (byte: string, between: () => Promise<void>) =>
    new Response(
      new ReadableStream({
        pull: async (stream) => {
          await between()
          stream.enqueue(new TextEncoder().encode(byte))
        },
      }),
    )

  test('is given up within ten seconds, also in the middle of a body that trickles', async () => {
    const deadline = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal)
    let sent = 0
    const slow = answeringConnector(() =>
      trickling(' ', async () => {
        sent += 1
        if (sent === 3) deadline.abort(new DOMException('late', 'TimeoutError'))
        if (sent > 3) await new Promise(() => undefined)
      }),
    )
    const error = await thrownBy(slow.read(lead))
    expect(error).toMatchObject({ name: 'CrmError', retry: true, message: 'Odoo did not answer in time' })
    expect(timeout).toHaveBeenCalledWith(10_000)
    timeout.mockRestore()
  })

  test('is given up when it is huge', async () => {
    let sent = 0
    const huge = answeringConnector(() =>
      trickling('x'.repeat(1_048_576), async () => {
        sent += 1
      }),
    )
    expect(await thrownBy(huge.read(lead))).toMatchObject({
      name: 'CrmError',
      retry: false,
      message: /more than can be read/,
    })
    expect(sent).toBeLessThan(20)
  })

  test('is tried again when it breaks off', async () => {
    const broken = answeringConnector(
      () => new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })),
    )
    expect(await thrownBy(broken.read(lead))).toMatchObject({ message: 'Odoo cannot be reached', retry: true })
  })
})

describe('an Odoo that cannot be reached', () => {
  test.each([
    ['ENOTFOUND', /nobody knows this name/],
    ['EAI_AGAIN', /cannot be looked up at present/],
    ['ECONNREFUSED', /nothing listens/],
    ['UND_ERR_CONNECT_TIMEOUT', /does not answer$/],
    ['UND_ERR_SOCKET', /connection was cut/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
    ['EOTHER', /^Odoo cannot be reached$/],
  ])('%s is told in plain words', async (code, message) => {
    const cause = Object.assign(new Error('canary 10.0.0.7'), { code })
    for (const wrapped of [cause, new AggregateError([cause])]) {
      const failing: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause: wrapped }))
      const error = await thrownBy(odooConnector({ config: canaryConfig, fetch: failing }).read(lead))
      expect(error).toMatchObject({ name: 'CrmError', retry: true, message })
      expect(allOf(error)).not.toContain('canary')
    }
  })

  test('is asked four things at a time, the others wait their turn', async () => {
    let [running, most] = [0, 0]
    const open: (() => void)[] = []
    const counting = answeringConnector(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((resolve) => open.push(resolve))
      running -= 1
      return { length: 0, records: [] }
    })
    const reads = Promise.all(Array.from({ length: 20 }, () => counting.read(lead)))
    for (let left = 20; left > 0; left -= 1) {
      await vi.waitFor(() => expect(open.length).toBeGreaterThan(0), 20_000)
      open.shift()!()
    }
    expect(await reads).toEqual(Array(20).fill('gone'))
    expect(most).toBe(4)
  })

  test('who waits for their turn too long is told so, and takes none', async () => {
    const deadlines = Array.from({ length: 6 }, () => new AbortController())
    let next = 0
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => deadlines[next++]!.signal)
    const open: (() => void)[] = []
    const holding = answeringConnector(async () => {
      await new Promise<void>((resolve) => open.push(resolve))
      return { length: 0, records: [] }
    })
    const reads = deadlines.map(() => thrownBy(holding.read(lead)))
    deadlines[4]!.abort(new DOMException('late', 'TimeoutError'))
    expect(await reads[4]).toMatchObject({ message: 'Odoo did not answer in time', retry: true })
    for (let left = 5; left > 0; left -= 1) {
      await vi.waitFor(() => expect(open.length).toBeGreaterThan(0), 20_000)
      open.shift()!()
    }
    expect(await Promise.all(reads)).toEqual([undefined, undefined, undefined, undefined, expect.anything(), undefined])
    timeout.mockRestore()
  })
})

test.each([
  ['the key', { apiKey: 'canary…key' }],
  ['the database', { apiKey: 'canary-key', database: 'canary…' }],
])('a character in %s that no header holds is told as that, and nothing is sent', async (_, secret) => {
  const silent = answeringConnector(() => expect.unreachable('it was asked'), { secret })
  const error = await thrownBy(silent.read(lead))
  expect(error).toMatchObject({
    name: 'CrmError',
    retry: true,
    retryAfterMs: 300_000,
    message:
      'The API key or the name of the database has a character that cannot be sent: copy both from Odoo once more',
  })
  expect(allOf(error)).not.toContain('canary')
})

test('the key and the database travel in headers', async () => {
  const seen: { path: string; headers: Headers }[] = []
  const connector = answeringConnector(({ path, init }) => {
    seen.push({ path, headers: new Headers(init.headers) })
    return { length: 0, records: [] }
  })
  expect(await connector.read(lead)).toBe('gone')
  expect(seen.map(({ path }) => path)).toEqual(['/json/2/crm.lead/web_search_read'])
  expect(seen[0]?.headers.get('authorization')).toBe('bearer canary-key')
  expect(seen[0]?.headers.get('x-odoo-database')).toBe('crm')
})
