import type { Page } from 'playwright-core'

export type Spot = { x: number; y: number }

/** What attacks run in the page with. */
export type Tools = {
  frame(): HTMLIFrameElement
  /** Does this now and again at each picture, so that nothing put right stays so, until it is called off. */
  hold(act: () => void): () => void
  /** Lays something over all of the page that lets presses through. Returns how to take it away. */
  cover(style: string, content?: string): () => void
  /** Sets a style of the frame, again and again. */
  dress(style: Record<string, string>): () => void
  /** Takes everything away again: the page as it was. */
  undo(): void
  /** A place of the page, in the frame's own measure. */
  inFrame(spot: Spot): string
}
declare global {
  // oxlint-disable-next-line no-var -- the global scope of a page knows no other declaration.
  var tools: Tools
}

/** Time goes by on the page. */
export const wait = (page: Page, ms: number): Promise<void> =>
  page.evaluate((long) => new Promise((resolve) => setTimeout(resolve, long)), ms)

/** Whether the browser itself opened none of what a frame of the page was pointed at. */
export const isRefusedByBrowser = (page: Page): boolean =>
  page.frames().some((frame) => frame.url().startsWith('chrome-error:'))

/** Gives a page the tools. */
export const arm = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const undoing: (() => void)[] = []
    const frame = () => document.querySelector<HTMLIFrameElement>('iframe[aria-label="Baton"]')!
    const hold = (act: () => void) => {
      let isOver = false
      const again = (): void => {
        if (isOver) return
        if (frame() !== null) act()
        requestAnimationFrame(again)
      }
      again()
      const stop = () => {
        isOver = true
      }
      undoing.push(stop)
      return stop
    }
    globalThis.tools = {
      frame,
      hold,
      cover: (style, content = '') => {
        const cover = document.createElement('div')
        cover.style.cssText = `position:fixed;inset:0;z-index:2147483647;pointer-events:none;font:40px serif;${style}`
        cover.innerHTML = content
        document.documentElement.append(cover)
        undoing.push(() => cover.remove())
        return () => cover.remove()
      },
      dress: (style) =>
        hold(() => {
          for (const [name, value] of Object.entries(style)) frame().style.setProperty(name, value, 'important')
        }),
      undo: () => {
        for (const undo of undoing) undo()
        for (const popover of document.querySelectorAll('[popover]')) popover.remove()
        document.adoptedStyleSheets = []
        document.documentElement.removeAttribute('style')
      },
      inFrame: ({ x, y }) => {
        const rect = frame().getBoundingClientRect()
        return `${x - rect.x}px ${y - rect.y}px`
      },
    }
  })
