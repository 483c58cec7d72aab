import type { ReactNode } from 'react'
import { recordKey } from '../../shared/record.ts'
import { problemText } from '../ui/phrases.ts'
import { t } from '../ui/messages.ts'
import { Button } from '../ui/Button.tsx'
import { FoldedTab } from './FoldedTab.tsx'
import { HandoffCard } from './HandoffCard.tsx'
import { Header } from './Header.tsx'
import { NoHandoff } from './NoHandoff.tsx'
import { Skeleton } from './Skeleton.tsx'
import { WithheldNotice } from './WithheldNotice.tsx'
import type { SidebarViewProps } from './acts.ts'

/** All that the sidebar can show, drawn from state alone. */
export const SidebarView = (props: SidebarViewProps) => {
  const { state, acts } = props
  if (state === null) return <Skeleton />
  if ('folded' in state && state.folded)
    return <FoldedTab state={state} nowMs={props.nowMs} onUnfold={() => acts.fold(false)} />
  if (state.kind === 'asking') return <Skeleton quiet />
  if (state.kind === 'handoff') return <HandoffCard key={state.handoff.id} {...props} state={state} />
  return (
    <main className="card">
      <Header onFold={'folded' in state ? () => acts.fold(true) : undefined} />
      <div className="card-body">
        <Empty {...props} state={state} />
        <WithheldNotice withheld={props.withheld} />
      </div>
    </main>
  )
}

type EmptyProps = SidebarViewProps & {
  state: Exclude<SidebarViewProps['state'], null | { kind: 'handoff' | 'asking' }>
}

const Empty = ({ state, ...props }: EmptyProps) => {
  const { retrying, acts } = props
  switch (state.kind) {
    case 'signed_out':
      return (
        <Said title={t('empty.signedOut')} then={t('empty.signedOutNext')}>
          <Button look="main" onPress={acts.openOptions}>
            {t('act.openOptions')}
          </Button>
        </Said>
      )
    case 'not_a_record':
      return <Said title={t('empty.notARecord')} then={t('empty.notARecordNext')} />
    case 'no_handoff':
      return <NoHandoff key={recordKey(state.record)} {...props} state={state} />
    case 'unavailable': {
      const { title, next: then } = problemText(state.problem)
      return (
        <Said title={title} then={then}>
          <Button busy={retrying} onPress={acts.retry}>
            {t(retrying ? 'act.retrying' : 'act.retry')}
          </Button>
        </Said>
      )
    }
  }
}

type SaidProps = { title: string; then: string; children?: ReactNode }

const Said = ({ title, then, children }: SaidProps) => (
  <>
    <div>
      <h2 className="said-title">{title}</h2>
      <p className="muted">{then}</p>
    </div>
    {children ? <div>{children}</div> : null}
  </>
)
