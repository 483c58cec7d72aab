// @ts-check
import { h, link } from './dom.js'
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
  draw(path, answer.headers.get('etag') ?? '', 'record' in view ? recordPage(view, change) : listPage(view))
}

/**
 * @param {string} path
 * @param {string} etag
 * @param {{ title: string, body: Node }} page
 */
const draw = (path, etag, page) => {
  const isNew = path !== shown.path
  const focused = isNew ? '' : document.activeElement?.id
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

/**
 * Changes the shown record as its page's user; answers what went wrong, in words.
 * @param {Record<string, string>} patch
 */
const change = async (patch) => {
  const answer = await fetch(`/page${location.pathname}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(patch),
  }).catch(() => null)
  await refresh()
  return answer?.ok ? null : 'This was not saved. Please try again.'
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
        h('p', { class: 'public' }, h('a', { href: '/request-a-demo' }, 'Public form')),
      ),
      main,
    ),
  )
void look()
