import { createRoot } from 'react-dom/client'
import { BatonProvider } from '../../api/BatonProvider.tsx'
import { pageBrowser } from '../../browser/polyfill.ts'
import { Elsewhere } from '../../sidebar/Elsewhere.tsx'
import { embeddingOf } from '../../sidebar/embedding.ts'
import { Sidebar } from '../../sidebar/Sidebar.tsx'
import { Mishap } from '../../ui/Mishap.tsx'
import { sidebarPort } from '../../worker/wire.ts'

const root = document.getElementById('root')
if (root !== null) {
  const { isDirect, origin } = embeddingOf(window)
  createRoot(root).render(
    isDirect ? (
      <BatonProvider browser={pageBrowser()} portName={sidebarPort(origin)}>
        <Mishap>
          <Sidebar />
        </Mishap>
      </BatonProvider>
    ) : (
      // No port is opened: whoever embeds the page here gets nothing but this sentence.
      <Elsewhere />
    ),
  )
}
