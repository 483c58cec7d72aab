import type { Recalculated } from '../../../shared/livePlaybook.ts'
import { Button } from '../../ui/Button.tsx'
import { useFocusBack } from '../../ui/useFocus.ts'
import { Confirm } from '../Confirm.tsx'
import { t } from '../messages.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { troubleText } from '../troubleText.ts'

export type RecalculationProps = {
  /** The point's. */
  name: string
  version: number
  isAsked: boolean
  busy: boolean
  trouble: ServerTrouble
  done: Recalculated | null
  onAsk: (isAsked: boolean) => void
  onRun: () => void
}

/** Gives the open handoffs of a point the deadlines of the version that is live; by itself none of them changes. */
export const Recalculation = ({ name, version, isAsked, busy, trouble, done, onAsk, onRun }: RecalculationProps) => {
  const opener = useFocusBack<HTMLButtonElement>(isAsked)
  return (
    <section className="group" aria-labelledby="running">
      <h3 id="running">{t('book.running.title')}</h3>
      <p className="muted">{t('book.running.lead')}</p>
      <p className="strong" role="status" hidden={done === null}>
        {done === null ? '' : doneText(done)}
      </p>
      {isAsked ? (
        <Confirm
          title={t('book.running.confirm', { name })}
          text={t('book.running.text', { version })}
          act={t(busy ? 'book.running.doing' : 'book.running.do')}
          busy={busy}
          trouble={trouble === null ? null : troubleText(trouble.problem)}
          onConfirm={onRun}
          onCancel={() => onAsk(false)}
        />
      ) : (
        <div>
          <Button ref={opener} look="link" className="flush" onPress={() => onAsk(true)}>
            {t('book.running.ask')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** «4 of 12 open handoffs have other deadlines now.» */
const doneText = ({ changed, of }: Recalculated): string => {
  if (of === 0) return t('book.running.noneOpen')
  if (changed === 0) return t('book.running.same')
  return of === 1 ? t('book.running.only') : t('book.running.done', { count: changed, of })
}
