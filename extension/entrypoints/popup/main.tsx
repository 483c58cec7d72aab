import { createRoot } from 'react-dom/client'
import { BatonProvider } from '../../api/BatonProvider.tsx'
import { pageBrowser } from '../../browser/polyfill.ts'
import { Popup } from '../../popup/Popup.tsx'
import { Mishap } from '../../ui/Mishap.tsx'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <BatonProvider browser={pageBrowser()}>
      <Mishap>
        <Popup />
      </Mishap>
    </BatonProvider>,
  )
}
