import { t } from '../ui/messages.ts'
import { Header } from './Header.tsx'

const LINES = [
  [160, 20],
  [240, 16],
  [200, 16],
  [304, 60],
  [304, 36],
] as const
const FOLDS = [52, 44, 108, 48]

/** As large as the card that is coming, so that nothing jumps when it is there. `quiet`: its head alone for the first 150 ms. */
export const Skeleton = ({ quiet = false }: { quiet?: boolean }) => (
  <main className={quiet ? 'card quiet' : 'card'} aria-busy="true">
    <Header />
    <div className="card-body">
      <p className="unseen">{t('empty.loading')}</p>
      {LINES.map(([width, height]) => (
        <div
          key={`${width}x${height}`}
          className="skeleton"
          style={{ width, height, maxWidth: '100%' }}
          aria-hidden="true"
        />
      ))}
    </div>
    {FOLDS.map((width) => (
      <div key={width} className="skeleton-line" aria-hidden="true">
        <div className="skeleton" style={{ width, height: 12 }} />
      </div>
    ))}
  </main>
)
