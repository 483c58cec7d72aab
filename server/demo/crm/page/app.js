// @ts-check
import { h, link } from './dom.js'
import { send, setUserHere, userHere } from './act.js'
import { forms } from './forms.js'
import { LISTS } from './phrases.js'
import { listPage } from './listPage.js'
import { newLeadPage } from './newLeadPage.js'
import { recordPage } from './recordPage.js'

const LOOK_EVERY_MS = 1_500

const main = h('main', { id: 'main', tabindex: '-1' })
const nav = h('nav', { 'aria-label': 'Records' })
/** What is shown, to see whether an answer is still wanted and whether it is news. */
const shown = { path: '', etag: '' }

/** Asks for what this address shows and draws it when it is new. */
const refresh = async () => {
  const path = location.pathname
  if (path === '/leads/new') return path === shown.path ? undefined : draw(path, '', newLeadPage(go))
  const isSame = path === shown.path
  const headers = isSame && shown.etag ? { 'if-none-match': shown.etag } : undefined
  const answer = await fetch(`/page${path}`, { headers, cache: 'no-store' }).catch(() => null)
  if (path !== location.pathname || answer?.status === 304) return
  if (!answer?.ok) {
    // What is shown stays while the CRM is away, and what is gone is drawn once.
    if (isSame && (answer?.status !== 404 || shown.etag === '')) return
    const words =
      answer?.status === 404 ? 'There is no such record.' : 'The demo CRM does not answer. It is tried again by itself.'
    return draw(path, '', { title: 'Demo CRM', body: h('p', { class: 'empty' }, words) })
  }
  const view = await answer.json()
  if (path !== location.pathname) return
  // Building the page takes the forms out of the one that is shown, and the focus with them.
  const focused = document.activeElement?.id
  const page = 'record' in view ? recordPage(view, act, formsFor(path, view)) : listPage(view)
  draw(path, answer.headers.get('etag') ?? '', page, focused)
}

/**
 * @param {string} path
 * @param {string} etag
 * @param {{ title: string, body: Node }} page
 */
const draw = (path, etag, page, focused = '') => {
  const isNew = path !== shown.path
  Object.assign(shown, { path, etag })
  document.title = `${page.title} · Demo CRM`
  main.replaceChildren(page.body)
  nav.replaceChildren(
    ...LISTS.map(([href, name]) => withCurrent(link(href, name), path === href || path.startsWith(`${href}/`))),
  )
  if (isNew) scrollTo(0, 0)
  else if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

/**
 * @param {HTMLElement} element
 * @param {boolean} isCurrent
 */
const withCurrent = (element, isCurrent) => {
  if (isCurrent) element.setAttribute('aria-current', 'page')
  return element
}

/** @param {string} href */
const go = (href) => {
  if (href !== location.pathname) history.pushState(null, '', href)
  void refresh()
}

/** @type {import('./act.js').Act} */
const act = async (method, suffix, body) => {
  const byEmail = userHere()
  const isPatch = method === 'PATCH' && suffix === ''
  const { words } = await send(`${location.pathname}${suffix}`, method, {
    ...body,
    ...(isPatch && byEmail ? { byEmail } : {}),
  })
  await refresh()
  return words
}

/** The forms of this record stay as they are for as long as it is looked at. @type {{ path: string, node: Node } | null} */
let kept = null
/**
 * @param {string} path
 * @param {import('../view.ts').RecordView} view
 */
const formsFor = (path, view) => {
  if (kept?.path === path) return kept.node
  const { record } = view
  const newDeal = async (/** @type {Record<string, string>} */ { name = '', amount = '' }) => {
    const links =
      record.type === 'company' ? { companyId: record.id } : { contactId: record.id, companyId: record.companyId }
    const fields = amount === '' ? {} : { fields: { amount: Number(amount), currency: 'EUR' } }
    const { words, body } = await send('/deals', 'POST', {
      name,
      ...links,
      ...fields,
      ownerEmail: userHere() || record.ownerEmail,
    })
    if (body?.href) go(body.href)
    return words
  }
  kept = { path, node: forms(view, act, newDeal) }
  return kept.node
}

/** Who the page's user is: the forms propose them, and changes carry their name. */
const identity = h('select', {
  id: 'user',
  onchange: (event) => {
    setUserHere(/** @type {HTMLSelectElement} */ (event.target).value)
    kept = null
    shown.etag = ''
    void refresh()
  },
})
const fillIdentity = async () => {
  const answer = await fetch('/page/users').catch(() => null)
  /** @type {import('../record.ts').DemoUser[]} */
  const users = answer?.ok ? await answer.json() : []
  const options = [{ email: '', name: 'Somebody' }, ...users]
  identity.replaceChildren(
    ...options.map(({ email, name }) => h('option', { value: email, selected: email === userHere() }, name)),
  )
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('a') : null
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (
    !target ||
    !isPlain ||
    target.origin !== location.origin ||
    !LISTS.some(([href]) => target.pathname.startsWith(href))
  )
    return
  event.preventDefault()
  go(target.pathname)
})
addEventListener('popstate', () => void refresh())
document.addEventListener('visibilitychange', () => void refresh())

const look = async () => {
  if (document.visibilityState === 'visible') await refresh()
  setTimeout(look, LOOK_EVERY_MS)
}

document
  .getElementById('app')
  ?.replaceChildren(
    h(
      'div',
      { class: 'frame' },
      h(
        'header',
        { class: 'side' },
        h('p', { class: 'brand' }, 'Fairlead CRM'),
        nav,
        h('p', { class: 'me' }, h('label', { for: 'user' }, 'You are'), identity),
        h('p', { class: 'public' }, h('a', { href: '/request-a-demo' }, 'Public form')),
      ),
      main,
    ),
  )
void fillIdentity()
void look()
