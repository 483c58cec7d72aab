import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import * as z from 'zod/mini'
import type { ChangeDesk } from './desk.ts'
import { page, strictHeaders } from './pages.ts'
import { Refusal } from './refusal.ts'
import { hrefOf } from './view.ts'

/** What the form can ask for; each becomes the kind of the lead's request. */
const KINDS = {
  demo_request: { title: 'Request a demo', question: 'What would you like to see?', send: 'Request a demo' },
  pricing_inquiry: { title: 'Ask for a price', question: 'What should the price cover?', send: 'Ask for a price' },
  contact_sales: { title: 'Contact sales', question: 'How can we help?', send: 'Contact sales' },
} as const
type Kind = keyof typeof KINDS

const PRODUCTS = ['Route planning', 'Depot scheduling', 'Fleet tracking', 'Something else'] as const
const TIMELINES = ['As soon as possible', 'This quarter', 'Next quarter', 'Later this year', 'Just looking'] as const

const line = (max: number, message: string) =>
  z.string().check(z.trim(), z.minLength(1, message), z.maxLength(max, `At most ${max} characters`))
const maybe = (max: number) => z._default(z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`)), '')
const Sent = z.object({
  name: line(200, 'Please tell us your name'),
  email: z.string().check(z.trim(), z.email('Please check this e-mail address'), z.maxLength(320)),
  company: line(200, 'Please tell us your company'),
  title: maybe(200),
  phone: maybe(60),
  product: maybe(100),
  message: maybe(5_000),
  timeline: maybe(100),
  zone: maybe(60),
  consent: z.literal('yes', 'We need your consent to answer you'),
})

type Values = Record<string, string>
type Faults = Record<string, string>

/** The public form `/request-a-demo?kind=…`, also without script: a sent form becomes a lead that carries its request. */
export const publicForm = ({ desk, now }: { desk: ChangeDesk; now: () => Date }): Hono => {
  const app = new Hono()
  app.use('/request-a-demo/*', strictHeaders)
  app.use(
    '/request-a-demo',
    strictHeaders,
    bodyLimit({ maxSize: 64 * 1024, onError: () => new Refusal('too-large').toResponse() }),
  )

  app.get('/request-a-demo', (c) => c.html(formPage(kindIn(c.req.query('kind')), {}, {})))

  app.post('/request-a-demo', async (c) => {
    const body = await c.req.parseBody().catch(() => ({}))
    const values: Values = Object.fromEntries(
      Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const kind = kindIn(values.kind)
    const sent = z.safeParse(Sent, values)
    if (!sent.success) {
      const faults = Object.fromEntries(
        sent.error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]),
      )
      return c.html(formPage(kind, values, faults), 422)
    }
    const { message, timeline, product, consent, ...person } = sent.data
    let href = ''
    desk.change({ key: undefined, request: '' }, 201, (book) => {
      const fields = Object.fromEntries(
        Object.entries({ message, product, timeline }).filter(([, value]) => value !== ''),
      )
      const request = { kind, source: 'website', occurredAt: now().toISOString() }
      const lead = book.create(
        'lead',
        { ...person, fields: { ...fields, lead_source: 'website', consent: consent === 'yes' }, request },
        { actor: 'website' },
      )
      href = hrefOf(lead)
      return lead
    })
    return c.redirect(`/request-a-demo/thanks?lead=${encodeURIComponent(href)}`, 303)
  })

  app.get('/request-a-demo/thanks', (c) => {
    const href = c.req.query('lead') ?? ''
    const link = /^\/leads\/[\w-]+$/.test(href)
      ? html`<p class="aside">This is a demo: <a href="${href}">see the lead in the CRM</a>.</p>`
      : ''
    return c.html(
      page(
        'Thank you',
        html`<main class="plain">
          <h1>Thank you</h1>
          <p>We have your request. A colleague of ours will be in touch with you shortly.</p>
          ${link}
        </main>`,
      ),
    )
  })
  return app
}

const kindIn = (text: string | undefined): Kind =>
  text !== undefined && Object.hasOwn(KINDS, text) ? (text as Kind) : 'demo_request'

type Field = {
  name: string
  label: string
  type?: string
  autocomplete?: string
  required?: boolean
  options?: readonly string[]
}

const formPage = (kind: Kind, values: Values, faults: Faults) => {
  const words = KINDS[kind]
  const field = (spec: Field) => formField(spec, values[spec.name] ?? '', faults[spec.name])
  const summary =
    Object.keys(faults).length > 0
      ? html`<p class="fault" role="alert">Please check what is marked below. Nothing has been sent yet.</p>`
      : ''
  return page(
    words.title,
    html`<main class="plain">
        <h1>${words.title}</h1>
        <p class="quiet">Fairlead plans routes, depots and fleets. Tell us what you need and we will come prepared.</p>
        ${summary}
        <form method="post" action="/request-a-demo" novalidate>
          <input type="hidden" name="kind" value="${kind}" />
          <input type="hidden" name="zone" id="zone" value="${values.zone ?? ''}" />
          ${field({ name: 'name', label: 'Your name', autocomplete: 'name', required: true })}
          ${field({ name: 'email', label: 'Work e-mail', type: 'email', autocomplete: 'email', required: true })}
          ${field({ name: 'company', label: 'Company', autocomplete: 'organization', required: true })}
          ${field({ name: 'title', label: 'Your role', autocomplete: 'organization-title' })}
          ${field({ name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel' })}
          ${field({ name: 'product', label: 'Product', options: PRODUCTS })}
          ${field({ name: 'message', label: words.question, type: 'textarea' })}
          ${field({ name: 'timeline', label: 'When do you need it?', options: TIMELINES })}
          <p class="field">
            <label class="check"
              ><input
                type="checkbox"
                name="consent"
                value="yes"
                ${values.consent === 'yes' ? 'checked' : ''}
                ${described('consent', faults.consent)}
              />
              You may contact me about this request</label
            >
            ${fault('consent', faults.consent)}
          </p>
          <button type="submit" class="main">${words.send}</button>
        </form>
      </main>
      <script type="module" src="/assets/form.js"></script>`,
  )
}

const formField = (
  { name, label, type = 'text', autocomplete, required, options }: Field,
  value: string,
  problem: string | undefined,
) => {
  const attributes = html`id="${name}" name="${name}" ${described(name, problem)} ${required ? 'required' : ''}`
  const choice = (option: string) => html`<option ${option === value ? 'selected' : ''}>${option}</option>`
  const control = options
    ? html`<select ${attributes}>
        <option value="">Please choose</option>
        ${options.map(choice)}
      </select>`
    : type === 'textarea'
      ? html`<textarea ${attributes} rows="4">${value}</textarea>`
      : html`<input ${attributes} type="${type}" value="${value}" autocomplete="${autocomplete ?? 'off'}" />`
  return html`<p class="field">
    <label for="${name}">${label}${required ? '' : html` <span class="quiet">(optional)</span>`}</label
    >${control}${fault(name, problem)}
  </p>`
}

const described = (name: string, problem: string | undefined) =>
  problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${name}-fault"`
const fault = (name: string, problem: string | undefined) =>
  problem === undefined ? '' : html`<span class="fault" id="${name}-fault">${problem}</span>`
