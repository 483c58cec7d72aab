import type { HandoffPoint } from '../../../shared/point.ts'
import { t } from '../messages.ts'
import { Fact, Facts } from './Facts.tsx'
import type { StepProps } from './StepPage.tsx'

/** What a handoff of this point can come to, by the evidence that completes it. */
export const MeasuresStep = ({ point }: StepProps) => (
  <>
    <p className="panel muted">{t('book.measures.none')}</p>
    <Facts>
      <Fact label={t('book.measures.completes')}>{point.completion.map(({ name }) => name).join(' · ')}</Fact>
      <Fact label={t('book.measures.meeting')}>{yesNo(has(point, 'meeting'))}</Fact>
      <Fact label={t('book.measures.opportunity')}>{yesNo(has(point, 'opportunity_created'))}</Fact>
    </Facts>
  </>
)

const has = ({ completion }: HandoffPoint, kind: 'meeting' | 'opportunity_created'): boolean =>
  completion.some(({ signs }) => signs.some((sign) => sign.kind === kind))

const yesNo = (is: boolean): string => t(is ? 'condition.value.yes' : 'condition.value.no')
