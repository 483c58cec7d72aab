import type { Spot } from './tools.ts'

/** `card`: the address of a second card, `x` and `y` where its button is to be, `from` where the button is in ours. */
export type Where = { card: string; at: Spot; from: Spot }

/** A card of the page's own, which it can dress as it likes: none of our script looks after that one. `harm` is done to ours. */
export type Second = {
  name: string
  spelling: 'plain' | 'encoded'
  place: 'beside' | 'over'
  dress: string
  harm: () => void
}

const MASK = 'mask:linear-gradient(transparent,transparent)'
const none = () => {}

/** Puts the second card into a box of this style. Runs in the page. */
export const embed = ({ card, at, from, dress }: Where & Pick<Second, 'dress'>): void => {
  const ours = document.querySelector('iframe')
  const { x, y, width, height } = ours?.getBoundingClientRect() ?? { x: 0, y: 0, width: 336, height: 400 }
  const box = document.createElement('div')
  const [left, top] = [x + at.x - from.x, y + at.y - from.y]
  box.style.cssText = `position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px;z-index:2147483647;${dress}`
  const frame = document.createElement('iframe')
  frame.id = 'second'
  frame.style.cssText = 'border:0;width:100%;height:100%'
  frame.src = card
  box.append(frame)
  document.documentElement.append(box)
  // Where the mask is to go once the press has begun.
  addEventListener('blur', () => box.matches('[style*="--until-press"]') && box.style.removeProperty('mask'))
}

const ledElsewhere = () => frames[0]?.location.replace('about:blank')

const filled = () => {
  const frame = document.querySelector('iframe')
  frame?.removeAttribute('aria-label')
  frame?.setAttribute('srcdoc', '<h1>You have won</h1>')
}

const heldAway = () => {
  const hide = () => {
    document.querySelector('iframe[aria-label=Baton]')?.remove()
    requestAnimationFrame(hide)
  }
  hide()
}

const named = (one: Omit<Second, 'name'>, dressed: string, harmed: string): Second => ({
  ...one,
  name: `a second card${one.spelling === 'encoded' ? ' by another spelling' : ''}, ${dressed}, ${one.place} ours, ${harmed}`,
})

const [masked, alone] = ['masked', 'which is left alone']
const HOLE = 'clip-path:polygon(0 40%, 100% 10%, 100% 100%, 0 100%)'

export const SECONDS: Second[] = [
  ...(['plain', 'encoded'] as const).flatMap((spelling) => [
    named({ spelling, place: 'beside', dress: MASK, harm: none }, masked, alone),
    named({ spelling, place: 'over', dress: MASK, harm: none }, masked, alone),
    named({ spelling, place: 'beside', dress: MASK, harm: ledElsewhere }, masked, 'which is led elsewhere'),
  ]),
  named({ spelling: 'plain', place: 'beside', dress: MASK, harm: filled }, masked, 'which is filled'),
  named({ spelling: 'plain', place: 'beside', dress: MASK, harm: heldAway }, masked, 'which is held away'),
  named(
    { spelling: 'plain', place: 'over', dress: `${MASK};--until-press:1`, harm: none },
    'masked until the press',
    alone,
  ),
  named({ spelling: 'plain', place: 'beside', dress: HOLE, harm: none }, 'clipped', alone),
  named({ spelling: 'plain', place: 'beside', dress: '', harm: ledElsewhere }, 'in sight', 'which is led elsewhere'),
]
