import type { Spot } from './tools.ts'

/** `lay` runs in the page and gets the place of the button; the press there is to look like another's. */
export type Overlay = { name: string; lay: (spot: Spot) => unknown }

/** Things that lie over the card while a person presses. All let the press through to it. */
const COVERS: Overlay[] = [
  { name: 'an opaque cover', lay: () => void tools.cover('background:white', 'You have won') },
  { name: 'a transparent cover with a bait’s words', lay: () => void tools.cover('', 'Continue '.repeat(400)) },
  {
    name: 'a cover with a hole for the button',
    lay: ({ x, y }) =>
      void tools.cover(`inset:auto;left:${x - 40}px;top:${y - 14}px;width:80px;height:28px;outline:2000px solid white`),
  },
  {
    name: 'a shadow that reaches over the card',
    lay: () => void tools.cover('inset:0 auto auto 0;width:9px;height:9px;box-shadow:0 0 0 2000px white'),
  },
  { name: 'a blurring pane', lay: () => void tools.cover('backdrop-filter:blur(30px)') },
  {
    name: 'a drawing',
    lay: () =>
      void tools.cover('', '<svg width="100%" height="100%"><rect width="100%" height="100%" fill="white"/></svg>'),
  },
  {
    name: 'another frame',
    lay: () =>
      void tools.cover('', '<iframe style="width:100%;height:100%;pointer-events:none;background:white"></iframe>'),
  },
  {
    name: 'a style sheet’s own box',
    lay: () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        'html::after{content:"";position:fixed;inset:0;background:white;z-index:2147483647;pointer-events:none}',
      )
      document.adoptedStyleSheets.push(sheet)
      tools.hold(() => {
        if (tools.frame().style.zIndex !== '1') tools.frame().style.setProperty('z-index', '1', 'important')
      })
    },
  },
  {
    name: 'a fixed element above a frame that was put below it',
    lay: () => {
      tools.dress({ 'z-index': '1' })
      tools.cover('background:white;z-index:2')
    },
  },
  {
    name: 'a popover in the top layer',
    lay: () => {
      const popover = document.createElement('div')
      popover.popover = 'manual'
      popover.style.cssText = 'inset:0;width:100%;height:100%;background:white;pointer-events:none'
      document.body.append(popover)
      popover.showPopover()
    },
  },
]

/** Ways to make the card itself not what it looks like. */
const DISTORTIONS: Overlay[] = [
  { name: 'a frame as good as transparent', lay: () => void tools.dress({ opacity: '0.01' }) },
  { name: 'a page as good as transparent', lay: () => (document.documentElement.style.opacity = '0.02') },
  { name: 'a filter on the frame', lay: () => void tools.dress({ filter: 'blur(20px)' }) },
  { name: 'a filter on the page', lay: () => (document.documentElement.style.filter = 'contrast(0)') },
  { name: 'a frame blended away', lay: () => void tools.dress({ 'mix-blend-mode': 'lighten' }) },
  { name: 'a mask on the frame', lay: () => void tools.dress({ mask: 'linear-gradient(transparent, transparent)' }) },
  {
    name: 'a mask on the page',
    lay: () => (document.documentElement.style.mask = 'linear-gradient(transparent, transparent)'),
  },
  {
    name: 'a mask of an older spelling on the page',
    lay: () =>
      document.documentElement.style.setProperty('-webkit-mask-box-image', 'linear-gradient(transparent, transparent)'),
  },
  {
    name: 'a clip that leaves the button',
    lay: (spot) => void tools.dress({ 'clip-path': `circle(40px at ${tools.inFrame(spot)})` }),
  },
  {
    name: 'a clip of the page that leaves the corners of the card',
    lay: ({ x, y }) =>
      (document.documentElement.style.clipPath = `polygon(0 0, 100% 0, 100% 900px, ${x + 60}px 900px, ${x}px ${y}px, 100% 160px, 100% 900px, 0 900px)`),
  },
  {
    name: 'a frame made tiny',
    lay: (spot) => void tools.dress({ 'transform-origin': tools.inFrame(spot), transform: 'scale(0.1)' }),
  },
  {
    name: 'a frame magnified until the button is all that is seen',
    lay: (spot) => void tools.dress({ 'transform-origin': tools.inFrame(spot), transform: 'scale(8)' }),
  },
  {
    name: 'a frame upside down',
    lay: (spot) => void tools.dress({ 'transform-origin': tools.inFrame(spot), transform: 'rotate(180deg)' }),
  },
  {
    name: 'a frame skewed',
    lay: (spot) => void tools.dress({ 'transform-origin': tools.inFrame(spot), transform: 'skewX(60deg)' }),
  },
  {
    name: 'a frame cropped to the button',
    lay: (spot) => {
      const [x, y] = tools
        .inFrame(spot)
        .split(' ')
        .map((part) => Number.parseFloat(part))
      const rect = tools.frame().getBoundingClientRect()
      const crop = `inset(${(y ?? 0) - 12}px ${rect.width - (x ?? 0) - 40}px ${rect.height - (y ?? 0) - 12}px ${(x ?? 0) - 40}px)`
      tools.dress({ 'clip-path': crop })
    },
  },
  {
    name: 'a border that leaves the button',
    lay: () =>
      void tools.dress({
        'box-shadow': 'inset 0 0 0 2000px white',
        outline: '200px solid white',
        'outline-offset': '-200px',
      }),
  },
]

export const OVERLAYS: Overlay[] = [...COVERS, ...DISTORTIONS]
