import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { applyTheme } from '../ui/theme.ts'
import './gallery.css'
import { STATES } from './states.tsx'

const STYLES: Record<string, () => Promise<unknown>> = {
  sidebar: () => import('../sidebar/sidebar.css'),
  popup: () => import('../popup/popup.css'),
  options: () => import('../options/options.css'),
}

const List = () => (
  <main>
    <h1>Every state</h1>
    <ul>
      {Object.keys(STATES).map((state) => (
        <li key={state}>
          <a href={`?state=${state}`} data-state={state} data-open={JSON.stringify(STATES[state]?.open ?? [])}>
            {state}
          </a>
        </li>
      ))}
    </ul>
  </main>
)

// A state drawn again begins anew.
let drawn = 0
const root = createRoot(document.getElementById('root') ?? document.body)

// `?state=sidebar/offered&theme=dark` shows one state as it is in the product; without one, a list of all.
const draw = (query: URLSearchParams): void => {
  const name = query.get('state') ?? ''
  const theme = query.get('theme')
  applyTheme(theme === 'dark' || theme === 'light' ? theme : 'system')
  document.title = name || document.title
  document.body.dataset.surface = name.split('/')[0]
  delete document.documentElement.dataset.acts
  const shown = STATES[name]
  root.render(
    shown === undefined ? (
      <List />
    ) : (
      <div id="shown" key={(drawn += 1)} data-state={name} data-theme={theme ?? 'system'}>
        {shown.view}
      </div>
    ),
  )
}

const query = new URLSearchParams(location.search)
await STYLES[query.get('state')?.split('/')[0] ?? '']?.()
draw(query)
// Another state of the same surface, without loading the page anew.
window.addEventListener('gallery', (event) => {
  if (!(event instanceof CustomEvent)) return
  const address = String(event.detail)
  history.replaceState(null, '', address)
  flushSync(() => draw(new URL(address).searchParams))
})
