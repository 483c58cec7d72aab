import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { FREE_MAIL } from '../../server/domain/freeMail.ts'
import { companyDomain, displayName } from '../../server/domain/match.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

test.each([
  ['maria@nordlys.com', 'nordlys.com'],
  ['  Maria@NORDLYS.com ', 'nordlys.com'],
  ['maria@mail.eu.nordlys.com', 'nordlys.com'],
  ['maria@nordlys.co.uk', 'nordlys.co.uk'],
  ['maria@sales.nordlys.co.uk', 'nordlys.co.uk'],
  ['maria@nordlys.com.', 'nordlys.com'],
  ['maria+demo@nordlys.com', 'nordlys.com'],
])('%s belongs to %s', (email, domain) => expect(companyDomain(email)).toBe(domain))

test.each([
  ['maria@müller.de', 'xn--mller-kva.de'],
  ['maria@XN--MLLER-KVA.de', 'xn--mller-kva.de'],
  ['maria@MÜLLER.DE', 'xn--mller-kva.de'],
  ['maria@mu\u0308ller.de', 'xn--mller-kva.de'],
  ['maria@ｎｏｒｄｌｙｓ．ｃｏｍ', 'nordlys.com'],
  ['maria@例え.jp', 'xn--r8jz45g.jp'],
])('however it is written, %s is one domain in ASCII', (email, domain) => expect(companyDomain(email)).toBe(domain))

test.each([
  ['maria@acme.blogspot.com', 'acme.blogspot.com'],
  ['maria@acme.github.io', 'acme.github.io'],
  ['maria@www.acme.github.io', 'acme.github.io'],
])('two customers of one host are two companies: %s', (email, domain) => expect(companyDomain(email)).toBe(domain))

test.each(['maria@blogspot.com', 'maria@github.io', 'maria@co.uk', 'maria@com'])(
  'a suffix alone is nobody’s: %s',
  (email) => expect(companyDomain(email)).toBeNull(),
)

test.each([
  'maria@gmail.com',
  'maria@GMail.com',
  'maria@mail.gmail.com',
  'maria@web.de',
  'maria@yahoo.co.uk',
  'maria@outlook.fr',
])('free mail says nothing about a company: %s', (email) => expect(companyDomain(email)).toBeNull())

test.each([
  undefined,
  '',
  ' ',
  'maria',
  'nordlys.com',
  'maria@',
  '@',
  'maria@localhost',
  'maria@192.168.0.1',
  'maria@[::1]',
  'Maria <maria@nordlys.com>',
  'maria@nord lys.com',
])('no domain is made up for %j', (email) => expect(companyDomain(email)).toBeNull())

test('every host of the list of free mail is registrable and in lower case, so that it can be met', () => {
  for (const host of FREE_MAIL) {
    expect(host).toBe(host.toLowerCase().trim())
    expect(companyDomain(`maria@${host}`)).toBeNull()
    expect(companyDomain(`maria@not-${host}`)).toBe(`not-${host}`)
  }
})

const label = fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/)
/** Never a suffix by itself, as `ru.com` is. */
const company = fc.stringMatching(/^nord[a-z0-9]{1,9}$/)
const suffix = fc.constantFrom('com', 'co.uk', 'de', 'com.br', 'io', 'github.io', 'blogspot.com')

law(
  'sub-domain, case and blanks change nothing',
  fc.tuple(company, suffix, fc.array(label, { maxLength: 2 }), fc.constantFrom('', ' ', '\t')),
  ([name, end, below, blank]) => {
    const plain = companyDomain(`maria@${name}.${end}`)
    const host = [...below, name, end].join('.')
    expect(companyDomain(`${blank}maria@${host}${blank}`)).toBe(plain)
    expect(companyDomain(`maria@${host.toUpperCase()}`)).toBe(plain)
    if (!FREE_MAIL.has(`${name}.${end}`)) expect(plain).toBe(`${name}.${end}`)
  },
)

law(
  'whatever stands there, the answer is nothing or a domain in lower-case ASCII that answers itself',
  fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: 'binary' }).map((text) => `maria@${text}`),
    fc.string(),
  ),
  (email) => {
    const domain = companyDomain(email)
    if (domain === null) return
    expect(domain).toMatch(/^[a-z0-9._-]+\.[a-z0-9-]+$/)
    expect(FREE_MAIL.has(domain)).toBe(false)
    expect(companyDomain(`somebody@${domain}`)).toBe(domain)
  },
)

test.each([
  [{ name: 'Maria Lindqvist', email: 'maria@nordlys.com' }, 'Maria Lindqvist'],
  [{ email: 'maria@nordlys.com', phone: '+46' }, 'maria@nordlys.com'],
  [{ phone: '+46', company: 'Nordlys' }, '+46'],
  [{ company: 'Nordlys' }, 'Nordlys'],
  [{}, 'Unknown'],
])('%j is shown as %s', (buyer, name) => expect(displayName(buyer)).toBe(name))
