import { createRoot } from 'react-dom/client'
import { applyTheme } from '../ui/theme.ts'
import './gallery.css'
import { STATES } from './states.tsx'

// `?state=sidebar/offered&theme=dark` shows one state as it is in the product; without one, a list of all.
const query = new URLSearchParams(location.search)
const name = query.get('state') ?? ''
const theme = query.get('theme')
const [surface = ''] = name.split('/')
const STYLES: Record<string, () => Promise<unknown>> = {
  sidebar: () => import('../sidebar/sidebar.css'),
  popup: () => import('../popup/popup.css'),
  options: () => import('../options/options.css'),
}

applyTheme(theme === 'dark' || theme === 'light' ? theme : 'system')
await STYLES[surface]?.()
document.title = name || document.title
document.body.dataset.surface = surface

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

const shown = STATES[name]
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(shown === undefined ? <List /> : <div id="shown">{shown.view}</div>)
