import '../ui/theme.ts'
import './sidebar.css'
import { t } from '../ui/messages.ts'
import { Header } from './Header.tsx'

/** What the sidebar shows where it does not belong: nothing of anybody. */
export const Elsewhere = () => (
  <main className="card">
    <Header />
    <div className="card-body">
      <div>
        <h2 className="said-title">{t('empty.elsewhere')}</h2>
        <p className="muted">{t('empty.elsewhereNext')}</p>
      </div>
    </div>
  </main>
)
