import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { leakyPages } from './leaky.ts'
import type { Spot } from './tools.ts'

/** A sidebar as it must not be, to show that an attack is one: its frame is in the same place, and any press in it counts. */
export type Weak = {
  /** A page of a CRM, on an origin of its own. */
  pageUrl: string
  /** Its sidebar's frame, on another. */
  cardUrl: string
  /** A page that holds whatever its address names behind the `#`. */
  betweenUrl: string
  /** How many presses were taken so far. */
  accepted(): number
  close(): Promise<void>
}

/** Within its frame, in a window of 1280 × 800. */
export const WEAK_SPOT: Spot = { x: 1_060, y: 400 }

export const openWeak = async (page: Page, { pageUrl }: Weak): Promise<void> => {
  // By way of nowhere: what was on its way to the page before may still arrive here, as this one's host is granted too.
  await page.goto('about:blank')
  await page.goto(pageUrl)
  await page.frameLocator('body iframe').getByRole('button').waitFor()
}

const FRAME =
  'all:initial;display:block;position:fixed;top:152px;right:16px;width:336px;height:400px;z-index:2147483647;border:0'

const page = (card: string): string => `<!doctype html><title>Weak CRM</title><style>html{min-height:100%}</style>
<h1>Weak CRM</h1><iframe aria-label="Baton" src="${card}" style="${FRAME}"></iframe>`

/** Acts on any click and key, and on any message. */
const card = `<!doctype html><meta name="color-scheme" content="light dark">
<style>html,body{margin:0;height:100%}button{width:100%;height:100%}</style><button>Accept</button><script>
const accept = () => fetch('/accept', { method: 'POST' })
document.querySelector('button').onclick = accept
addEventListener('keydown', ({ key }) => key === 'a' && accept())
addEventListener('message', ({ data }) => data?.act === 'accept' && accept())
</script>`

/** The same in a shadow root of the page, so that the page can reach its controls, and with a handler that trusts events. */
const shadow = `<!doctype html><title>Weak CRM</title><div id="host"></div><script>
const root = document.getElementById('host').attachShadow({ mode: 'open' })
root.innerHTML = '<form><button>Accept</button></form>'
const accept = () => fetch('/accept', { method: 'POST' })
root.querySelector('form').onsubmit = (event) => (event.preventDefault(), accept())
root.querySelector('button').onpointerup = accept
addEventListener('keydown', ({ key }) => key === 'a' && accept())
addEventListener('message', ({ data }) => data?.act === 'accept' && accept())
</script>`

const between = `<!doctype html><style>iframe{width:336px;height:560px}</style><iframe></iframe><script>
document.querySelector('iframe').src = location.hash.slice(1)
</script>`

/** `name` is what its leaky pages hold. */
export const startWeak = async (name = 'nobody'): Promise<Weak> => {
  let accepted = 0
  const server = createServer((request, response) => {
    if (request.method === 'POST') accepted += 1
    const { port } = server.address() as AddressInfo
    const bodies: Record<string, string> = {
      '/': page(`http://localhost:${port}/card`),
      '/card': card,
      '/shadow': shadow,
      '/between': between,
      ...leakyPages(name),
    }
    response.setHeader('content-type', 'text/html')
    // So that it can be held by a page that is strict about this.
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    response.end(bodies[new URL(request.url ?? '', 'http://weak').pathname] ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    pageUrl: `http://127.0.0.1:${port}/`,
    cardUrl: `http://localhost:${port}/card`,
    betweenUrl: `http://localhost:${port}/between`,
    accepted: () => accepted,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
