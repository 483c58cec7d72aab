import { createRoot } from 'react-dom/client'
import { BatonProvider } from '../../api/BatonProvider.tsx'
import { pageBrowser } from '../../browser/polyfill.ts'
import { Sidebar } from '../../sidebar/Sidebar.tsx'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <BatonProvider browser={pageBrowser()}>
      <Sidebar />
    </BatonProvider>,
  )
}
