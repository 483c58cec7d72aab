import type { LadderStep } from '../../../shared/point.ts'
import { t } from '../messages.ts'
import { conditionLines } from '../conditionWords.ts'
import { Lines } from '../Said.tsx'
import { Approvals } from './Approvals.tsx'
import { Fact, Facts } from './Facts.tsx'
import { poolsOf } from './findings.ts'
import type { BookNames } from './bookNames.ts'
import { Notes } from './Notes.tsx'
import type { StepProps } from './StepPage.tsx'
import { Table } from './Table.tsx'

/** Who gets it: the ladder from its first step, the pools that it draws on, and who must say yes. */
export const OwnerStep = ({ point, path, names, live: { playbook } }: StepProps) => {
  const used = poolsOf(point)
  return (
    <>
      <ol className="ladder" aria-label={t('book.owner.ladder')}>
        {point.ladder.map((step, i) => (
          <li key={step.id} className="panel">
            <div className="ladder-head">
              <span className="strong">{step.name}</span>
              <span className="pill">{takesText(step, names)}</span>
            </div>
            {step.when === undefined ? null : (
              <div className="muted-words">
                <Lines lines={conditionLines(step.when, names)} />
              </div>
            )}
            <Notes at={`${path}.ladder.${i}`} />
          </li>
        ))}
      </ol>
      <p className="lead muted">{t('book.owner.neverSender')}</p>
      <Facts>
        <Fact label={t('book.owner.record')} at={`${path}.ownsRecord`}>
          {t(point.ownsRecord ? 'book.owner.recordFollows' : 'book.owner.recordStays')}
        </Fact>
        {point.receiverRole === undefined ? null : (
          <Fact label={t('book.owner.role')} at={`${path}.receiverRole`}>
            {t('book.owner.roleText', { role: point.receiverRole.replaceAll('_', ' ') })}
          </Fact>
        )}
        {point.queue === undefined ? null : (
          <Fact label={t('book.owner.queue')} at={`${path}.queue`}>
            {t('book.owner.queueText', { pool: names.pool(point.queue) })}
          </Fact>
        )}
      </Facts>
      {playbook.pools.map((pool, i) =>
        used.includes(pool.id) ? (
          <section key={pool.id} aria-labelledby={`pool-${pool.id}`} className="group">
            <h3 id={`pool-${pool.id}`}>{t('book.owner.pool', { name: pool.name })}</h3>
            <p className="muted">
              {t(pool.owner === undefined ? 'book.owner.turns' : 'book.owner.turnsOwned', {
                owner: names.person(pool.owner ?? ''),
              })}
            </p>
            <Notes at={`pools.${i}`} />
            <Table label={pool.name} columns={[t('book.owner.member'), t('book.owner.share')]}>
              {pool.members.map(({ person, weight }) => (
                <tr key={person}>
                  <th scope="row">{names.person(person)}</th>
                  <td>{shareText(weight, pool.members)}</td>
                </tr>
              ))}
            </Table>
          </section>
        ) : null,
      )}
      <Approvals routes={point.approvals ?? []} path={path} names={names} />
    </>
  )
}

/** Whom a step yields. */
const takesText = (step: LadderStep, names: BookNames): string => {
  switch (step.kind) {
    case 'pool':
      return t('book.takes.pool', { pool: names.pool(step.pool) })
    case 'person':
    case 'catch_all':
      return names.person(step.person)
    case 'account_team':
      return t('book.takes.account_team', { role: step.role.replaceAll('_', ' ') })
    default:
      return t(`book.takes.${step.kind}`)
  }
}

/** «1 of 3 turns», «weight 2: 2 of 5 turns». */
const shareText = (weight: number, members: readonly { weight: number }[]): string => {
  const all = members.reduce((sum, member) => sum + member.weight, 0)
  return t('book.owner.shareText', { weight, all })
}
