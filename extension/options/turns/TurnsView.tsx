import type { Tier } from '../../../shared/terms.ts'
import { type CreditInput, type PoolTurns, sumOf } from '../../../shared/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { whenText } from '../../ui/instants.ts'
import { Select } from '../../ui/Select.tsx'
import { useFocusBack } from '../../ui/useFocus.ts'
import { numberText } from '../conditionWords.ts'
import { LastKnown } from '../LastKnown.tsx'
import { t, tCode } from '../messages.ts'
import type { ServerTrouble } from '../PeopleView.tsx'
import { Table } from '../playbook/Table.tsx'
import { Unanswered } from '../Unanswered.tsx'
import type { Standing } from '../useStanding.ts'
import { Wait } from '../Wait.tsx'
import { CreditForm } from './CreditForm.tsx'
import { Line } from './Line.tsx'

export type TurnsProps = Standing & {
  /** Null while the first answer is awaited. */
  turns: PoolTurns | null
  nowMs: number
  tier: Tier
  isCrediting: boolean
  /** The line that is given back, or `credit`. */
  busy: string | null
  trouble: { at: string; told: ServerTrouble } | null
  onPool: (pool: string) => void
  onTier: (tier: Tier) => void
  onCredit: (isOpen: boolean) => void
  onGiveBack: (turnId: string) => void
  onGive: (input: CreditInput) => void
}

/** The tiers that run clocks. */
const TIERS: Tier[] = ['high', 'medium']

/** Who is next in a pool, and every line that says why. */
export const TurnsView = (props: TurnsProps) => {
  const { turns, tier, problem, retrying, isCrediting, onPool, onTier, onCredit, onRetry } = props
  const heading = useFocusBack<HTMLHeadingElement>(retrying)
  const creditButton = useFocusBack<HTMLButtonElement>(isCrediting)
  return (
    <section aria-labelledby="turns">
      <div className="section-head">
        <h2 ref={heading} id="turns" tabIndex={-1}>
          {t('turns.title')}
        </h2>
        {turns?.mayCredit && !isCrediting ? (
          <Button ref={creditButton} onPress={() => onCredit(true)}>
            {t('turns.credit')}
          </Button>
        ) : null}
      </div>
      <p className="lead muted">{t('turns.lead')}</p>
      {turns === null ? null : (
        <div className="pair">
          <Select
            label={t('turns.pool')}
            value={turns.pool}
            options={turns.pools.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={onPool}
          />
          <Select
            label={t('turns.tier')}
            value={tier}
            options={TIERS.map((value) => ({ value, label: t(`tier.${value}`) }))}
            onChange={onTier}
          />
        </div>
      )}
      {turns !== null ? (
        <>
          <LastKnown {...props} />
          {isCrediting ? (
            <div className="group">
              <CreditForm {...props} turns={turns} />
            </div>
          ) : null}
          <Seats {...props} turns={turns} />
          <Lines {...props} turns={turns} />
        </>
      ) : problem === null ? (
        <div className="panel">
          <Wait />
        </div>
      ) : (
        <Unanswered {...problem} retrying={retrying} onRetry={onRetry} />
      )}
    </section>
  )
}

type Shown = TurnsProps & { turns: PoolTurns }

const Seats = ({ turns: { seats }, nowMs }: Shown) => (
  <div className="group">
    <h3>{t('turns.order')}</h3>
    <Table
      label={t('turns.order')}
      columns={[t('turns.member'), t('turns.had'), t('turns.share'), t('turns.level'), t('turns.last')]}
    >
      {seats.map(({ person, turns, weight, lastAt, obstacle }, i) => (
        <tr key={person.id}>
          <th scope="row">
            {person.name}
            {obstacle === null && i === 0 ? (
              <>
                {' '}
                <span className="pill">{t('turns.next')}</span>
              </>
            ) : null}
            {obstacle === null ? null : <span className="below muted">{tCode('candidate', obstacle)}</span>}
          </th>
          <td>{numberText(turns)}</td>
          <td>{weight}</td>
          <td>{levelText(turns / weight)}</td>
          <td>{lastAt === null ? t('turns.never') : whenText(Date.parse(lastAt), nowMs)}</td>
        </tr>
      ))}
    </Table>
  </div>
)

const levelText = (level: number): string => numberText(Math.round(level * 100) / 100)

const Lines = (props: Shown) => {
  const { lines, seats, earlier } = props.turns
  const addsUp = seats.every(({ person, turns }) => sumOf(lines, person.id) + (earlier[person.id] ?? 0) === turns)
  return (
    <div className="group">
      <h3>{t('turns.lines')}</h3>
      <p className="muted">{t(addsUp ? 'turns.addsUp' : 'turns.notYet')}</p>
      {lines.length === 0 ? (
        <p className="panel muted">{t('turns.none')}</p>
      ) : (
        <Table label={t('turns.lines')} columns={[t('turns.when'), t('turns.member'), t('turns.by'), t('turns.why')]}>
          {lines.map((line) => (
            <Line key={line.id} {...props} line={line} />
          ))}
        </Table>
      )}
      {Object.entries(earlier).length === 0 ? null : <p className="muted">{t('turns.earlier')}</p>}
    </div>
  )
}
