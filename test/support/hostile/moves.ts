import type { Page } from 'playwright-core'
import { type Spot, wait } from './tools.ts'

/** `lay` runs in the page and prepares the trick; `press` is what the person is led to do. */
export type Move = { name: string; lay: (spot: Spot) => unknown; press: (page: Page, spot: Spot) => Promise<void> }

/** The first press goes to the page, the second one to what lies there by then. */
const pressTwice = async (page: Page, { x, y }: Spot): Promise<void> => {
  await page.mouse.move(x, y)
  await page.mouse.click(x, y)
  await wait(page, 120)
  await page.mouse.click(x, y)
}

const pressSlowly = async (page: Page, { x, y }: Spot): Promise<void> => {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await wait(page, 80)
  await page.mouse.up()
}

/** The page tells the person to press a moment after it has changed everything. */
const pressOnCue = async (page: Page, { x, y }: Spot): Promise<void> => {
  await page.mouse.move(x, y)
  await page.evaluate(() => new Promise((resolve) => addEventListener('cue', resolve, { once: true })))
  await wait(page, 100)
  await page.mouse.click(x, y)
}

/** Tricks of the last moment. A page cannot hear presses in the frame, but it hears that the keyboard went there. */
export const MOVES: Move[] = [
  {
    name: 'a cover that is gone once the press has begun',
    lay: () => {
      const uncover = tools.cover('background:white', 'Press here')
      addEventListener('blur', uncover, { once: true })
    },
    press: pressSlowly,
  },
  {
    name: 'a mask of the page that is gone once the press has begun',
    lay: () => {
      const { style } = document.documentElement
      style.mask = 'linear-gradient(transparent, transparent)'
      addEventListener('blur', () => style.removeProperty('mask'), { once: true })
    },
    press: pressSlowly,
  },
  {
    name: 'a cover that is gone a moment before',
    lay: () => {
      const uncover = tools.cover('background:white', 'Press in a moment')
      setTimeout(() => {
        uncover()
        dispatchEvent(new Event('cue'))
      }, 1_500)
    },
    press: pressOnCue,
  },
  {
    name: 'a frame that the page moves under a second press',
    lay: () => {
      const { style } = document.documentElement
      style.transform = 'translateX(-400px)'
      addEventListener('mousedown', () => style.removeProperty('transform'), { once: true })
    },
    press: pressTwice,
  },
  {
    name: 'a frame that waits off the screen for the first press',
    lay: () => {
      const { style } = document.documentElement
      style.transform = 'translateX(3000px)'
      addEventListener('mousedown', () => style.removeProperty('transform'), { once: true })
    },
    press: pressTwice,
  },
  {
    name: 'a frame whose own place is changed under a second press',
    lay: () => {
      const stay = tools.dress({ right: '700px' })
      addEventListener(
        'mousedown',
        () => {
          stay()
          tools.frame().style.setProperty('right', '16px', 'important')
        },
        { once: true },
      )
    },
    press: pressTwice,
  },
  {
    name: 'the keyboard put into the frame of somebody who types',
    lay: () => tools.frame().focus(),
    press: async (page) => {
      await page.keyboard.type('Anna')
      await page.keyboard.press('Enter')
    },
  },
  {
    name: 'the keyboard put into the frame by the Tab key of a form',
    lay: () => {
      for (const element of document.querySelectorAll<HTMLElement>('body :not(iframe)')) element.tabIndex = -1
      document.body.insertAdjacentHTML('afterbegin', '<input id="name" tabindex="0">')
      document.querySelector<HTMLInputElement>('#name')?.focus()
    },
    press: async (page) => {
      await page.keyboard.type('Karl')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Larsen')
      await page.keyboard.press('Tab')
      await page.keyboard.type('bakery')
    },
  },
]
