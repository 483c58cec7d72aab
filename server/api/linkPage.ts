import { Hono } from 'hono'

/** Where a sign-in link leads when it is opened instead of pasted. Its secret stays behind the #, in the browser. */
export const linkPage = (): Hono =>
  new Hono().get('/link', (c) => {
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    )
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
    return c.html(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Sign in to Baton</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.25rem}</style>
<h1>This is a sign-in link for Baton</h1>
<p>Copy this page's whole address, open Baton's options (right-click its icon in the toolbar, then «Options»), and paste it there.</p>
<p>It works once. Whoever has it can sign in as you, so keep it to yourself.</p></html>`)
  })
