import type { RefObject } from 'react'
import type { QueueRow } from '../../shared/queue.ts'
import { Button } from '../ui/Button.tsx'
import { t } from './messages.ts'
import { useFocusOnChange } from '../ui/useFocus.ts'
import { CrmList } from './CrmList.tsx'
import type { OptionsProps } from './OptionsView.tsx'

/** The one next thing for whoever is signed in: a CRM to switch on, else the handoff that is most urgent. */
export const WhatNext = (props: OptionsProps) => {
  const { crm, queue } = props
  const off = (crm ?? []).filter(({ granted }) => !granted)
  const place = useFocusOnChange<HTMLElement>(crm === null ? undefined : off.length)
  // Nothing moves a moment later: it is drawn when both are known.
  if (crm === null || queue === null || queue.kind === 'signed_out') return null
  if (crm.length === 0 || off.length > 0) {
    return (
      <section ref={place} aria-labelledby="next" tabIndex={-1}>
        <h2 id="next">{t('waiting.switchOn')}</h2>
        <CrmList {...props} crm={off} />
      </section>
    )
  }
  return queue.kind === 'queue' ? <FirstInQueue {...props} rows={queue.queue.mine} place={place} /> : null
}

type FirstProps = OptionsProps & { rows: QueueRow[]; place: RefObject<HTMLElement | null> }

const FirstInQueue = ({ rows, place, busy, trouble, onOpen }: FirstProps) => {
  const [first] = rows
  const isOpening = busy?.act === 'open'
  return (
    <section ref={place} className="panel next" aria-labelledby="next" tabIndex={-1}>
      <div>
        <h2 id="next">{first === undefined ? t('waiting.none') : t('waiting.yours', { count: rows.length })}</h2>
        <p className="muted">{first === undefined ? t('waiting.noneNext') : whatText(first)}</p>
        {trouble?.at === 'open' ? <p className="trouble">{trouble.text}</p> : null}
      </div>
      {first === undefined ? null : (
        <Button look="main" busy={isOpening} onPress={() => onOpen(first.recordUrl)}>
          {isOpening ? t('waiting.opening') : t('waiting.open', { count: rows.length })}
        </Button>
      )}
    </section>
  )
}

const whatText = ({ buyer, company, trigger }: QueueRow): string =>
  [buyer, company, trigger].filter((part) => part !== undefined && part !== '').join(' · ')
