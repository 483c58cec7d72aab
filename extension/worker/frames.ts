import type { WorkerBrowser } from '../browser/browser.ts'
import type { FrameView } from './contract.ts'

const WIDTH_PX = 336
const FOLDED_WIDTH_PX = 132
const FOLDED_HEIGHT_PX = 40
const LEAST_PX = 32
const MOST_PX = 2_000
const FOLDED = 'folded'
/** Has a content script ask what to show. */
const LOOK = 'look'

/** The frames that content scripts hold in CRM pages. */
export type Frames = {
  isFolded(): Promise<boolean>
  fold(folded: boolean): Promise<void>
  /** The page in the frame has this height; CSS pixels. */
  resize(tabId: number, heightPx: number): Promise<void>
  /** What the tab's content script is to show now. */
  view(tabId: number): Promise<FrameView>
  /** Has it ask for that. A view that was sent might arrive in the tab's next page. */
  push(tabId: number): Promise<void>
}

export type FramesParts = {
  browser: WorkerBrowser
  isRecord: (tabId: number) => Promise<boolean>
  openTabs: () => number[]
}

export const createFrames = ({ browser, isRecord, openTabs }: FramesParts): Frames => {
  const heightPx = new Map<number, number>()

  const view = async (tabId: number): Promise<FrameView> => {
    const [show, folded] = await Promise.all([isRecord(tabId), frames.isFolded()])
    if (folded) return { show, widthPx: FOLDED_WIDTH_PX, heightPx: FOLDED_HEIGHT_PX }
    return { show, widthPx: WIDTH_PX, heightPx: heightPx.get(tabId) }
  }

  const frames: Frames = {
    view,
    isFolded: async () => (await browser.local.get(FOLDED)) === true,
    fold: async (folded) => {
      await browser.local.set(FOLDED, folded)
      await Promise.all(openTabs().map((tabId) => frames.push(tabId)))
    },
    resize: async (tabId, px) => {
      // The folded tab's height is ours: the card's is kept for when it is unfolded.
      if (await frames.isFolded()) return
      heightPx.set(tabId, Math.round(Math.min(Math.max(px, LEAST_PX), MOST_PX)))
      await frames.push(tabId)
    },
    push: (tabId) => browser.tabs.send(tabId, LOOK),
  }
  return frames
}
