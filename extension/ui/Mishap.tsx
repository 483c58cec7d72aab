import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { t } from './messages.ts'

type Props = { children: ReactNode }

/** What cannot be drawn leaves no blank card: it says so, and tries again when somebody presses. */
export class Mishap extends Component<Props, { happened: boolean }> {
  override state = { happened: false }

  static getDerivedStateFromError = () => ({ happened: true })

  override render(): ReactNode {
    if (!this.state.happened) return this.props.children
    return (
      <main className="mishap" role="alert">
        <h2>{t('mishap.title')}</h2>
        <p className="muted">{t('mishap.next')}</p>
        <Button onPress={() => this.setState({ happened: false })}>{t('act.retry')}</Button>
      </main>
    )
  }
}
