import type { Context } from 'hono'
import { readFileSync } from 'node:fs'

/** Beside this file in the sources, beside the bundle when there is one. */
const FOLDER = new URL('./pages/', import.meta.url)
const KINDS: Record<string, string> = { 'page.js': 'text/javascript', 'page.css': 'text/css' }
const files = new Map<string, string>()

/** Nothing runs but our own file; nobody frames it, and no form of it leads anywhere. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** One of the two pages. They are the same for everybody: whom they speak of is read in the browser. */
export const pageOf = (c: Context, name: 'link' | 'authorize'): Response => answer(c, html(name))

/** What somebody sees whose address asks for what is not given. Nobody is sent anywhere. */
export const refusedPage = (c: Context): Response =>
  answer(
    c,
    html(
      'refused',
      '<h1>This is not Baton’s own address</h1><p>Whatever opened this page is not the Baton extension of this server, or an older one of it. Nothing was allowed.</p><p>Go back to Baton’s settings and start again from there.</p>',
    ),
    400,
  )

/** The pages' style and script; null when it is neither. */
export const styleAndScript = (c: Context, name: string): Response | null => {
  const type = KINDS[name]
  if (type === undefined) return null
  return c.body(read(name), 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
}

const answer = (c: Context, body: string, status: 200 | 400 = 200): Response => {
  c.header('content-security-policy', CSP)
  c.header('referrer-policy', 'no-referrer')
  c.header('cache-control', 'no-store')
  return c.html(body, status)
}

const read = (name: string): string => {
  const text = files.get(name) ?? readFileSync(new URL(name, FOLDER), 'utf8')
  files.set(name, text)
  return text
}

const html = (page: string, content = ''): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Baton</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/authorize/page.css">
${content === '' ? '<script type="module" src="/authorize/page.js"></script>\n' : ''}<body data-page="${page}">
<header>Baton</header>
<main>${content === '' ? '<noscript><h1>This page needs JavaScript</h1><p>Switch it on for this address, then reload the page.</p></noscript><div class="wait" aria-hidden="true"><i></i><i></i><i></i></div>' : content}</main>
</html>
`
