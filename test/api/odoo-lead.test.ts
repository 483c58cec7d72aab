import { describe, expect, test } from 'vitest'
import { escapedHtml, plainText } from '../../server/crm/odoo/html.ts'
import { type Origin, requestOf } from '../../server/crm/odoo/request.ts'

describe('a lead is read as a request', () => {
  const origin: Origin = {
    title: 'Storage for two sites',
    source: 'Website',
    tags: [],
    createdAt: '2026-03-02T08:00:00Z',
    changedAt: '2026-03-02T08:00:00Z',
    active: true,
    createdByOdoo: false,
  }

  test.each<[string, Partial<Origin>, string]>([
    ['nothing that tells more', {}, 'contact_sales'],
    ['its title', { title: 'Request a demo' }, 'demo_request'],
    ['its source', { source: 'Demo form' }, 'demo_request'],
    ['a tag', { tags: ['EMEA', 'Pricing'] }, 'pricing_inquiry'],
    ['its campaign', { campaign: 'Get a quote' }, 'pricing_inquiry'],
    ['its medium', { medium: 'Demo booth' }, 'demo_request'],
    ['a tag before its title', { tags: ['Pricing'], title: 'After the demo' }, 'pricing_inquiry'],
    ['words that only begin alike', { title: 'Demography of priceless quotas' }, 'contact_sales'],
  ])('told by %s', (_, part, kind) => {
    expect(requestOf({ ...origin, ...part })).toEqual({
      kind,
      source: part.source ?? 'Website',
      occurredAt: '2026-03-02T08:00:00Z',
    })
  })

  test('when it came from outside: it names a source, or nobody typed it in', () => {
    const bare = { ...origin, source: undefined }
    expect(requestOf(bare)).toBeUndefined()
    expect(requestOf({ ...bare, medium: 'Email' })).toMatchObject({ source: 'Email' })
    expect(requestOf({ ...bare, createdByOdoo: true })).toMatchObject({ source: 'Odoo' })
  })

  test('while it is new: the first edit of an old lead opens nothing', () => {
    expect(requestOf({ ...origin, changedAt: '2026-03-03T08:00:00Z' })).toBeDefined()
    expect(requestOf({ ...origin, changedAt: '2026-03-03T08:00:01Z' })).toBeUndefined()
    expect(requestOf({ ...origin, active: false })).toBeUndefined()
  })
})

describe('rich text', () => {
  test.each([
    ['<p>One</p><p>Two<br>Three</p>', 'One\nTwo\nThree'],
    ['<style>p{}</style><ul><li>A &amp; B</li><li>&lt;C&gt;</li></ul>', 'A & B\n<C>'],
    ['<div><p>&#8222;Hi&#x201c;&nbsp; there</p></div>', '„Hi“ there'],
    ['<p>&amp;lt; stays</p>', '&lt; stays'],
    ['<p><br></p>', ''],
    ['plain', 'plain'],
  ])('%s reads %j', (html, text) => {
    expect(plainText(html)).toBe(text)
  })

  test('text that was escaped reads as it was', () => {
    const text = `<img src=x onerror="alert('1')"> & &amp; "quoted"`
    expect(escapedHtml(text)).not.toMatch(/[<>"]/)
    expect(plainText(escapedHtml(text))).toBe(text)
  })
})
