import { describe, expect, test } from 'vitest'
import { ask, startDemoCrm } from '../support/demoCrm.ts'

describe('the pages', () => {
  test('carry a policy that lets nothing in but their own files', async () => {
    const { url } = await startDemoCrm()
    for (const path of [
      '/leads',
      '/leads/1001',
      '/companies/201',
      '/request-a-demo',
      '/request-a-demo/thanks',
      '/assets/app.js',
      '/nowhere',
    ]) {
      const { headers } = await fetch(`${url}${path}`)
      expect(headers.get('content-security-policy'), path).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
      expect(headers.get('cross-origin-embedder-policy'), path).toBe('require-corp')
    }
    const shell = await (await fetch(`${url}/leads/1001`)).text()
    expect(shell).toContain('Demo CRM – sample data')
    expect(shell).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
  })

  test('show a record with its neighbours and change it as «you», but not for another site', async () => {
    const { url, effects } = await startDemoCrm()
    const view = await fetch(`${url}/page/leads/1001`)
    expect(await view.json()).toMatchObject({
      company: { href: '/companies/201' },
      related: [{ href: '/deals/401' }, { href: '/contacts/301' }],
      pager: { previous: null, next: null, position: 1, total: 1 },
    })
    const etag = view.headers.get('etag') ?? ''
    expect((await fetch(`${url}/page/leads/1001`, { headers: { 'if-none-match': etag } })).status).toBe(304)

    const patch = (headers: Record<string, string>) =>
      fetch(`${url}/page/leads/1001`, { method: 'PATCH', headers, body: '{"stage":"Working"}' })
    expect((await patch({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await patch({ 'content-type': 'text/plain' })).status).toBe(403)
    expect(effects()).toEqual([])
    expect((await patch({ 'content-type': 'application/json' })).status).toBe(204)
    expect(effects()).toMatchObject([{ kind: 'stage', actor: 'you' }])
    expect((await fetch(`${url}/page/leads/1001`, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('the public form', () => {
  const filled = {
    name: 'Erik Sand',
    email: 'erik@nordlys.example',
    company: 'Nordlys',
    message: '<script>1</script>',
    timeline: 'This quarter',
    consent: 'yes',
  }
  const send = (url: string, values: Record<string, string>) =>
    fetch(`${url}/request-a-demo`, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' })

  test.each(['demo_request', 'pricing_inquiry', 'contact_sales'])(
    'sent without script makes a lead that says %s',
    async (kind) => {
      const now = new Date('2026-11-23T09:30:00Z')
      const { url, effects } = await startDemoCrm({ now: () => now })
      expect(await (await fetch(`${url}/request-a-demo?kind=${kind}`)).text()).toContain(`name="kind" value="${kind}"`)
      const sent = await send(url, { ...filled, kind })
      expect(sent.status).toBe(303)
      const thanks = await (await fetch(new URL(sent.headers.get('location') ?? '', url))).text()
      expect(thanks).toContain('href="/leads/1002"')
      expect((await ask(url, '/leads/1002')).body).toMatchObject({
        name: 'Erik Sand',
        companyId: '201',
        fields: { message: '<script>1</script>', timeline: 'This quarter', consent: true },
        request: { kind, source: 'website', occurredAt: '2026-11-23T09:30:00.000Z' },
      })
      expect(effects()).toMatchObject([{ kind: 'created', actor: 'website' }])
    },
  )

  test('says what is missing, keeps what was typed as text, and makes no lead', async () => {
    const { url, effects } = await startDemoCrm()
    const answer = await send(url, { ...filled, email: 'erik', consent: '', name: '"><script>1</script>' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('Please check this e-mail address')
    expect(text).toContain('We need your consent')
    expect(text).not.toContain('<script>1')
    expect(text).toContain('&lt;script&gt;1&lt;/script&gt;')
    expect(effects()).toEqual([])
  })

  test('a thank-you page links to leads only', async () => {
    const { url } = await startDemoCrm()
    expect(await (await fetch(`${url}/request-a-demo/thanks?lead=https://evil.example/`)).text()).not.toContain('evil')
  })
})
