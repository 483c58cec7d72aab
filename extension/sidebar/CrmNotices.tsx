import type { HandoffView } from '../../shared/handoff.ts'
import { t } from '../ui/messages.ts'
import { crmOwnerText, writeText } from '../ui/phrases.ts'
import { Notice } from './Notice.tsx'

type Props = { handoff: HandoffView; crm: string | null }

/** Where the CRM stands otherwise than Baton: an owner who is not here, what it has not taken. */
export const CrmNotices = ({ handoff, crm }: Props) => {
  if (handoff.recordGone) return null
  const stranger = crmOwnerText(handoff, crm)
  return (
    <>
      {stranger === null ? null : <Notice>{stranger}</Notice>}
      {handoff.writes
        .filter(({ attempts, givenUp }) => attempts > 0 || givenUp)
        .map((write, at) => (
          <Notice key={`${write.kind}-${at}`} tone={write.givenUp ? 'late' : 'plain'}>
            {writeText(write, crm)}
          </Notice>
        ))}
    </>
  )
}

/** Said before anybody acts: there is nothing left in the CRM to write to. */
export const RecordGone = ({ handoff: { recordGone }, crm }: Props) =>
  recordGone ? <Notice tone="soon">{t('record.gone', { crm: crm ?? t('writes.theCrm') })}</Notice> : null
