import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { ACTS } from './acts.ts'
import { parseJson, subjectIn, typeIn } from './api.ts'
import type { ChangeDesk } from './desk.ts'
import { PLURALS, type DemoRecord } from './record.ts'
import { Refusal } from './refusal.ts'
import { hrefOf, listView, recordView } from './view.ts'

/** The person at the page: changes made there carry this name. */
export const PAGE_ACTOR = 'you'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** As strict as CRMs get: what is shown on top of these pages has to live with it. */
export const strictHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('content-security-policy', CONTENT_SECURITY_POLICY)
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-embedder-policy', 'require-corp')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'same-origin')
}

const KINDS: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' }
const folder = join(import.meta.dirname, 'page')

/** The pages for people, under `/leads/{id}` and so on, and under `/page` what their script asks for. */
export const pages = ({ desk }: { desk: ChangeDesk }): Hono => {
  const { book, state } = desk
  const assets = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))
  const app = new Hono()
  app.use(strictHeaders)
  app.use('/page/*', bodyLimit({ maxSize: 64 * 1024, onError: () => new Refusal('too-large').toResponse() }))

  app.get('/', (c) => c.redirect('/leads'))
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name')
    const bytes = assets.get(name)
    if (!bytes) throw new Refusal('not-found')
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': KINDS[extname(name)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
    })
  })

  /** `If-None-Match` makes the page's look for news cheap. */
  const fresh = (c: Parameters<MiddlewareHandler>[0], view: object): Response => {
    const body = JSON.stringify(view)
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag })
    return c.body(body, 200, { 'content-type': 'application/json', 'cache-control': 'no-cache', etag })
  }
  app.get('/page/users', (c) => c.json(state.users))
  app.get('/page/:plural', (c) => fresh(c, listView(book, state.users, typeIn(c))))
  app.get('/page/:plural/:id', (c) => fresh(c, recordView(book, state.users, book.get(typeIn(c), c.req.param('id')))))

  for (const { method, path, apply } of ACTS)
    app.on(method, `/page${path}`, sameSiteOnly, async (c) => {
      const subject = subjectIn(c)
      const body = parseJson(await c.req.text())
      let changed: object = {}
      desk.change({ key: undefined, request: '' }, 200, () => {
        changed = apply(book, subject, body, { actor: PAGE_ACTOR })
        return changed
      })
      return path === '/:plural' ? c.json({ href: hrefOf(changed as DemoRecord) }, 201) : c.body(null, 204)
    })

  const shell = (name: string) =>
    page(
      name,
      html`<div id="app"></div>
        <script type="module" src="/assets/app.js"></script>`,
    )
  for (const plural of Object.keys(PLURALS)) {
    app.get(`/${plural}`, (c) => c.html(shell('Demo CRM')))
    app.get(`/${plural}/:id`, (c) => c.html(shell('Demo CRM')))
  }
  app.notFound((c) =>
    c.html(
      page(
        'No such page',
        html`<main class="plain">
          <h1>No such page</h1>
          <p><a href="/leads">All leads</a></p>
        </main>`,
      ),
      404,
    ),
  )
  return app
}

/** Changes come from our own script alone: no other site can send this content type, nor fake the browser's header. */
const sameSiteOnly: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site') ?? 'same-origin'
  const isJson = (c.req.header('content-type') ?? '').startsWith('application/json')
  if (site !== 'same-origin' || !isJson) throw new Refusal('not-same-site')
  await next()
}

/** A whole document around some markup. */
export const page = (title: string, body: ReturnType<typeof html>) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body>
        <aside class="banner" aria-label="About this CRM">Demo CRM – sample data</aside>
        ${body}
      </body>
    </html>`
