/** Sidebars that a page can read, each in its own way. `name` is what they hold. */
export const leakyPages = (name: string): Record<string, string> => ({
  '/open': `<div id="host"></div><script>
    document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<h2>${name}</h2>'
  </script>`,
  '/closed': `<p>before</p><div id="host"></div><p>after</p><script>
    const root = document.getElementById('host').attachShadow({ mode: 'closed' })
    root.innerHTML = '<h2>${name}</h2><button>Accept</button>'
  </script>`,
  '/frame': `<iframe src="/plain"></iframe>`,
  '/plain': `<h2>${name}</h2>`,
  '/stored': `<script>
    localStorage.setItem('buyer', '${name}')
    sessionStorage.setItem('buyer', '${name}')
  </script>`,
  '/asking': `<script>fetch('/plain?buyer=' + encodeURIComponent('${name}'))</script>`,
  '/global': `<script>var state = { buyer: '${name}' }; parent.postMessage(state)</script>`,
})

/** A way to read, and the page on which it works. `read` runs in the hostile page and returns all that it got hold of. */
export type Reader = { name: string; leaks: string; read: () => string | Promise<string> }

export const READERS: Reader[] = [
  {
    name: 'the document with every open shadow root and every frame that lets one in',
    leaks: '/open',
    read: () => {
      const all = (root: Document | ShadowRoot): string =>
        [...root.querySelectorAll('*')]
          .map((element) => {
            const inner = element.shadowRoot === null ? '' : all(element.shadowRoot)
            return element.outerHTML + inner
          })
          .join('')
      return all(document)
    },
  },
  {
    name: 'find in page, with the selection then made larger',
    leaks: '/closed',
    read: () => {
      type Finding = { find(text: string, ...how: boolean[]): boolean }
      let got = ''
      for (const word of ['Accept', 'Why', 'a', 'e']) {
        getSelection()?.removeAllRanges()
        if (!(globalThis as unknown as Finding).find(word, false, false, true, false, true)) continue
        for (const way of ['backward', 'forward'] as const) {
          for (const unit of ['line', 'paragraph', 'documentboundary']) {
            getSelection()?.modify('extend', way, unit)
            got += getSelection()?.toString() ?? ''
          }
        }
      }
      return got
    },
  },
  {
    name: 'select all and copy',
    leaks: '/plain',
    read: () => {
      let got = ''
      document.addEventListener('copy', () => (got += getSelection()?.toString() ?? ''), { once: true })
      document.execCommand('selectAll')
      document.execCommand('copy')
      return got + (getSelection()?.toString() ?? '')
    },
  },
  {
    name: 'what frames let others see of them',
    leaks: '/frame',
    read: () => {
      let got = ''
      const attempt = (look: () => unknown): void => {
        try {
          got += String(look())
        } catch {
          // Another origin's.
        }
      }
      for (let at = 0; at < frames.length; at += 1) {
        const frame = frames[at] as Window
        attempt(() => frame.document.documentElement.outerHTML)
        attempt(() => frame.location.href)
        attempt(() => frame.name)
        attempt(() => JSON.stringify(Object.entries(frame)))
        attempt(() => frame.frameElement?.outerHTML)
      }
      return got
    },
  },
  {
    name: 'the storage of the page',
    leaks: '/stored',
    read: async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name)
      const kept = await caches.keys()
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, kept])
    },
  },
  {
    name: 'the record of what was loaded',
    leaks: '/asking',
    read: () => decodeURIComponent(JSON.stringify(performance.getEntries().map((entry) => entry.toJSON() as unknown))),
  },
  {
    name: 'the global scope',
    leaks: '/global',
    read: () => {
      const seen: string[] = []
      for (const key of Object.getOwnPropertyNames(globalThis)) {
        try {
          seen.push(`${key}:${JSON.stringify((globalThis as Record<string, unknown>)[key])}`)
        } catch {
          // It goes round in circles: a window.
        }
      }
      return seen.join()
    },
  },
  {
    name: 'messages that are sent to the page',
    leaks: '/global',
    read: () =>
      new Promise((resolve) => {
        let got = ''
        addEventListener('message', ({ data }) => (got += JSON.stringify(data)))
        const frame = document.createElement('iframe')
        frame.src = location.href
        // The weak page tells whoever holds it; Baton's frame is here already.
        if (location.pathname === '/global') document.body.append(frame)
        for (let at = 0; at < frames.length; at += 1) frames[at]?.postMessage({ act: 'state' }, '*')
        setTimeout(() => resolve(got), 300)
      }),
  },
]
