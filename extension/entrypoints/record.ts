import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { FrameView } from '../worker/contract.ts'

type Runtime = {
  getURL(path: string): string
  sendMessage(message: unknown): Promise<FrameView | undefined>
  onMessage: {
    addListener(listener: (view: FrameView) => void): void
    removeListener(listener: (view: FrameView) => void): void
  }
}
type World = typeof globalThis & {
  browser?: { runtime: Runtime }
  chrome?: { runtime: Runtime }
  batonLeave?: () => void
}

// Written against the bare browser: it runs before the page does, on every page of a CRM, and has to cost nothing there.
export default defineUnlistedScript(() => {
  const world = globalThis as World
  const { runtime } = (world.browser ?? world.chrome)!
  // After an update the new script takes the place of the old one, whose worker is gone.
  world.batonLeave?.()

  let frame: HTMLIFrameElement | undefined
  let address = ''
  let heightPx = 360
  const gone = new MutationObserver(() => {
    // Later, not at once: a page that keeps removing it must not be driven round in circles.
    if (frame && !frame.isConnected) setTimeout(attach, 100)
  })

  const attach = (): void => {
    if (!frame || frame.isConnected) return
    const root = document.documentElement
    root.append(frame)
    gone.observe(document, { childList: true })
    gone.observe(root, { childList: true })
  }

  const show = (view?: FrameView): void => {
    if (!view || (!view.show && !frame)) return
    if (!frame) {
      frame = document.createElement('iframe')
      frame.src = runtime.getURL('sidebar.html')
      frame.ariaLabel = 'Baton'
    }
    heightPx = view.heightPx ?? heightPx
    const style = {
      all: 'initial',
      display: view.show ? 'block' : 'none',
      position: 'fixed',
      top: '112px',
      right: '16px',
      width: `${view.widthPx}px`,
      height: `${heightPx}px`,
      'max-width': 'calc(100vw - 32px)',
      'max-height': 'calc(100vh - 128px)',
      'z-index': '2147483647',
      'border-radius': '8px',
      'box-shadow': '0 0 0 1px #0002, 0 8px 24px #0003',
      'color-scheme': 'light dark',
    }
    for (const [name, value] of Object.entries(style)) frame.style.setProperty(name, value, 'important')
    attach()
  }

  const report = async (): Promise<void> => {
    if (address === location.href) return
    address = location.href
    try {
      show(await runtime.sendMessage('here'))
    } catch {
      // The extension was updated, and its new script is on its way.
    }
  }

  const events: [EventTarget | undefined, string][] = [
    [(globalThis as { navigation?: EventTarget }).navigation, 'currententrychange'],
    [globalThis, 'popstate'],
    [globalThis, 'hashchange'],
    [globalThis, 'pageshow'],
  ]
  for (const [target, name] of events) target?.addEventListener(name, report)
  runtime.onMessage.addListener(show)
  world.batonLeave = () => {
    for (const [target, name] of events) target?.removeEventListener(name, report)
    gone.disconnect()
    frame?.remove()
    frame = undefined
    try {
      runtime.onMessage.removeListener(show)
    } catch {
      // Its own extension context is gone already.
    }
  }
  void report()
})
