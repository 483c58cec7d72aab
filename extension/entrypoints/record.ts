import type { UnlistedScriptDefinition } from 'wxt'
import type { FrameView } from '../worker/contract.ts'

type Runtime = {
  getURL(path: string): string
  sendMessage(message: unknown): Promise<FrameView | undefined>
  onMessage: {
    addListener(
      listener: (message: 'look' | { word: string }, sender: unknown, answer: (plainMs: number) => void) => void,
    ): void
  }
}
type World = typeof globalThis & {
  browser?: { runtime: Runtime }
  chrome?: { runtime: Runtime }
  navigation?: EventTarget
  batonLeave?: () => void
}

// Written against the bare browser: it runs before the page does, on every page of a CRM, and has to cost nothing there.
export default {
  main: () => {
    const world = globalThis as World
    const { runtime } = (world.browser ?? world.chrome)!
    // After an update the new script takes the place of the old one, whose worker is gone.
    world.batonLeave?.()

    let frame: HTMLIFrameElement | undefined
    let timer: ReturnType<typeof setInterval> | undefined
    let address: string | undefined
    let place: string | undefined
    let heightPx = 360
    let plainSinceMs = 0
    let hasLeft: boolean | undefined
    let asked = 0
    let answered = 0
    // What the frame is to be. It stands in no document, so the page never gets hold of it.
    const own = document.createElement('iframe')
    own.src = runtime.getURL('sidebar.html')
    own.ariaLabel = 'Baton'

    // Puts right what the page did to the frame, and answers for how long it has stood in plain sight, in one place: the observer
    // in the frame notices neither masks and odd clips nor a move. From time to time, not at each change: a page that keeps
    // changing the frame must not be driven round in circles.
    const look = (): number => {
      const root = document.documentElement
      if (!frame || !root) return 0
      if (frame.style.cssText !== own.style.cssText) {
        frame.style.cssText = own.style.cssText
        place = undefined
      }
      if (frame.parentNode !== root || !frame.isEqualNode(own)) {
        frame.remove()
        const made = (frame = own.cloneNode() as HTMLIFrameElement)
        // A second load: the page led it elsewhere from inside.
        made.onload = () => (made.onload = () => made.remove())
        root.append(made)
        place = undefined
      }
      const { x, y } = frame.getBoundingClientRect()
      const { webkitMask, clipPath, webkitMaskBoxImage } = getComputedStyle(root)
      // It hangs at the right edge, which a scroll bar moves.
      const now = `${[visualViewport!.width - x, y, webkitMask, clipPath, webkitMaskBoxImage]}`
      const nowMs = performance.now()
      // Not every browser knows the last one.
      if (now !== place || !/,none,none,(none)?$/.test(now)) plainSinceMs = nowMs
      place = now
      return nowMs - plainSinceMs
    }

    const show = (view?: FrameView): void => {
      if (hasLeft || !view || (!view.show && !frame)) return
      // What the page did to the frame counts, also when we change it now. What we do ourselves does not.
      look()
      heightPx = view.heightPx ?? heightPx
      // This one is in no page yet, and is made anew.
      frame ??= own
      frame.style.cssText = own.style.cssText =
        `all:initial;${view.show ? '' : 'display:none;'}position:fixed;top:152px;right:16px;width:${view.widthPx}px;height:${heightPx}px;max-width:calc(100vw - 32px);max-height:calc(100vh - 168px);z-index:2147483647;border-radius:8px;box-shadow:0 0 0 1px #0002,0 8px 24px #0003;color-scheme:light dark;`.replaceAll(
          ';',
          '!important;',
        )
      look()
      timer ??= setInterval(look, 100)
    }

    // The worker is always asked, never sends a view by itself: its answer comes to this very document, or to none. Of two answers
    // the one that was asked for later counts, whichever comes first.
    const ask = async (what: 'here' | 'view'): Promise<void> => {
      const turn = ++asked
      try {
        const view = await runtime.sendMessage(what)
        if (turn > answered) {
          answered = turn
          show(view)
        }
      } catch {
        // The extension was updated, and its new script is on its way.
      }
    }

    const report = (): void => {
      if (address === location.href) return
      address = location.href
      void ask('here')
    }

    world.navigation?.addEventListener('currententrychange', report)
    runtime.onMessage.addListener((message, _, answer) => {
      if (message === 'look') void ask('view')
      else if (!hasLeft) {
        answer(look())
        // Only a page of ours in this very frame can hear it.
        frame?.contentWindow?.postMessage(message.word, own.src)
      }
    })
    world.batonLeave = () => {
      hasLeft = true
      clearInterval(timer)
      frame?.remove()
    }
    report()
  },
} satisfies UnlistedScriptDefinition
