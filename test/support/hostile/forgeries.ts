/** Ways to make a sidebar act without a person. `forge` runs in the page and tries on whatever it can reach. */
export type Forgery = { name: string; forge: () => void }

/** Everything of a page that could be, or hold, the button: its elements, those of open shadow roots, and what stands over the place. */
const reach = `(() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])])
  return [window, document, ...all(document), document.elementFromPoint(1060, 400)].filter(Boolean)
})()`

const onAll = (act: string): (() => void) => new Function(`for (const target of ${reach}) { ${act} }`) as () => void

export const FORGERIES: Forgery[] = [
  { name: 'click()', forge: onAll('target.click?.()') },
  { name: 'mouse events', forge: onAll(dispatching('MouseEvent', ['mousedown', 'mouseup', 'click'])) },
  { name: 'pointer events', forge: onAll(dispatching('PointerEvent', ['pointerdown', 'pointerup', 'click'])) },
  {
    name: 'key events',
    forge: onAll(dispatching('KeyboardEvent', ['keydown', 'keypress', 'keyup'], "key: 'a', code: 'KeyA',")),
  },
  { name: 'a sent form', forge: onAll('target.requestSubmit?.()') },
  {
    name: 'messages to every window',
    forge: () => {
      const acts = [
        { act: 'accept' },
        { id: 1, method: 'mutation', path: 'acts.accept', input: {}, key: 'forged' },
        { show: false, widthPx: 1 },
        'here',
        { word: 'plain' },
        crypto.randomUUID(),
      ]
      for (const act of acts) {
        postMessage(act, '*')
        for (let at = 0; at < frames.length; at += 1) frames[at]?.postMessage(act, '*')
        new BroadcastChannel('baton').postMessage(act)
      }
    },
  },
]

function dispatching(type: string, names: string[], more = ''): string {
  const made = names.map(
    (name) => `new ${type}('${name}', { bubbles: true, composed: true, cancelable: true, ${more} })`,
  )
  return `for (const event of [${made.join(', ')}]) target.dispatchEvent(event)`
}
