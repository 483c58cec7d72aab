import { t, tCode } from '../messages.ts'
import { conditionLines } from '../conditionWords.ts'
import { Lines } from '../Said.tsx'
import { Fact, Facts } from './Facts.tsx'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'

/** From whom to whom, and the stages and sources that all points share. */
export const MapStep = ({ point, path, names, live: { playbook } }: StepProps) => (
  <>
    <Facts>
      <Fact label={t('book.map.way')} at={`${path}.from`}>
        {t('book.map.fromTo', { from: point.from, to: point.to })}
        <Notes at={`${path}.to`} />
        <Notes at={`${path}.name`} />
        <Notes at={`${path}.id`} />
      </Fact>
      <Fact label={t('book.map.records')} at={`${path}.recordTypes`}>
        {point.recordTypes.map((type) => t(`recordType.${type}`)).join(', ')}
      </Fact>
      {point.breaksToday === undefined ? null : (
        <Fact label={t('book.map.breaksToday')} at={`${path}.breaksToday`}>
          {point.breaksToday}
        </Fact>
      )}
      {point.control === undefined ? null : (
        <Fact label={t('book.map.control')} at={`${path}.control`}>
          {point.control}
        </Fact>
      )}
      <Fact label={t('book.map.sender')} at={`${path}.sender`}>
        {point.sender === undefined ? t('book.map.senderOfSource') : names.person(point.sender)}
      </Fact>
    </Facts>
    <h3>{t('book.map.stages')}</h3>
    <Notes at="lifecycle" />
    {playbook.lifecycle.length === 0 ? (
      <p className="muted">{t('book.map.noStages')}</p>
    ) : (
      <Table label={t('book.map.stages')} columns={[t('book.map.stage'), t('book.map.entry'), t('book.map.inCrm')]}>
        {playbook.lifecycle.map((stage, i) => (
          <tr key={stage.id}>
            <th scope="row">
              <span className="strong">{stage.name}</span>
              <span className="muted below">{stageKind(stage)}</span>
            </th>
            <td>
              {stage.entry === undefined ? (
                <span className="muted">{t('book.map.anyEntry')}</span>
              ) : (
                <Lines lines={conditionLines(stage.entry, names)} />
              )}
              <Notes at={`lifecycle.${i}`} />
            </td>
            <td>
              {Object.entries(stage.crm).map(([crm, stages]) => (
                <p key={crm}>
                  <span className="muted">{tCode('crmKind', crm)}:</span> {stages.join(', ')}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </Table>
    )}
    <h3>{t('book.map.sources')}</h3>
    <Notes at="sources" />
    {playbook.sources.length === 0 ? (
      <p className="muted">{t('book.map.noSources')}</p>
    ) : (
      <Table label={t('book.map.sources')} columns={[t('book.map.source'), t('book.map.answers')]}>
        {playbook.sources.map(({ source, sender }, i) => (
          <tr key={source}>
            <th scope="row">{source}</th>
            <td>
              {names.person(sender)}
              <Notes at={`sources.${i}`} />
            </td>
          </tr>
        ))}
      </Table>
    )}
  </>
)

const stageKind = ({ working, ended }: StepProps['live']['playbook']['lifecycle'][number]): string =>
  ended !== undefined ? t(`book.map.ended.${ended}`) : t(working ? 'book.map.working' : 'book.map.waiting')
