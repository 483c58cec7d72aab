import type { DeclineReason } from '../../shared/declineReason.ts'
import { VALID_DECLINES } from '../../shared/declineReason.ts'
import type { Pool } from '../../shared/playbook.ts'
import type { Tier } from '../../shared/terms.ts'
import type { PoolTurns, TurnLine } from '../../shared/turns.ts'
import { byTurn } from '../domain/ledger.ts'
import { declinesOf } from '../store/handoffLists.ts'
import { type Line, readLines, readStandings } from '../store/ledger.ts'
import { allPeople, type Person } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { isOutIn } from './clerk.ts'
import { iso } from './clockView.ts'
import type { Actor, Environment } from './environment.ts'
import { availability } from './hours.ts'
import { isManagerOf } from './rights.ts'

/** So many lines are shown; of older ones the sum. */
const LINES_MAX = 500

/** A pool's ledger in one tier: who is next and every line that says why. Null: there is no pool, or none of this id. */
export const viewTurns = (
  env: Environment,
  actor: Actor,
  { pool: wanted, tier }: { pool?: string | undefined; tier: Tier },
): Promise<PoolTurns | null> =>
  inWorkspace(env.database, actor.workspace, 'viewTurns', async (tx) => {
    const live = await livePlaybook(tx)
    const pools = live?.playbook.pools ?? []
    const pool = wanted === undefined ? pools[0] : pools.find(({ id }) => id === wanted)
    if (live === null || pool === undefined) return null
    const people = await allPeople(tx)
    const standings = byTurn(await readStandings(tx, pool, tier, isOutIn(people)))
    const seats = standings.map(({ person, weight, turns, lastAt }) => {
      const known = people.get(person)
      const status = known === undefined ? 'left' : availability(known, live.playbook, tx.now).status
      return {
        person: refOf(people, person),
        weight,
        turns,
        lastAt: lastAt === null ? null : iso(lastAt),
        obstacle: status === 'on_duty' ? null : status,
      }
    })
    const isFree = (status: string | null) => status === null
    const { lines, earlier } = await readLines(tx, pool.id, tier, LINES_MAX)
    return {
      pools: pools.map(({ id, name }) => ({ id, name })),
      pool: pool.id,
      tier,
      // As they are asked: those on duty before the others.
      seats: [
        ...seats.filter(({ obstacle }) => isFree(obstacle)),
        ...seats.filter(({ obstacle }) => !isFree(obstacle)),
      ],
      lines: await linesOf(tx, actor, people, pool, lines),
      earlier,
      mayCredit: isKeeper(actor),
    }
  })

export const isKeeper = ({ role }: Actor): boolean => role === 'revops' || role === 'admin'

const refOf = (people: ReadonlyMap<string, Person>, id: string) => ({ id, name: people.get(id)?.name ?? id })

const linesOf = async (
  tx: Tx,
  actor: Actor,
  people: ReadonlyMap<string, Person>,
  { freeDeclines = [] }: Pool,
  lines: readonly Line[],
): Promise<TurnLine[]> => {
  const back = new Set(lines.flatMap(({ ofId }) => ofId ?? []))
  const given = lines.filter(({ id, turns, handoffId }) => turns > 0 && handoffId !== null && !back.has(id))
  const declines = await declinesOf(tx, [...new Set(given.flatMap(({ handoffId }) => handoffId ?? []))])
  const declined = (line: Line): DeclineReason | undefined =>
    declines.find(
      ({ handoffId, by, reason, at }) =>
        handoffId === line.handoffId &&
        by === line.personId &&
        at >= line.at &&
        isValid(reason) &&
        !freeDeclines.includes(reason),
    )?.reason
  return lines.map((line) => {
    const reason = given.includes(line) ? declined(line) : undefined
    return {
      id: line.id,
      at: iso(line.at),
      person: refOf(people, line.personId),
      turns: line.turns,
      reason: line.reason,
      ...(line.byId === null ? {} : { by: refOf(people, line.byId) }),
      ...(line.note === null ? {} : { note: line.note }),
      ...(line.until === null ? {} : { until: iso(line.until) }),
      ...(reason === undefined ? {} : { declined: reason, mayGiveBack: isManagerOf(people, actor, line.personId) }),
    }
  })
}

const isValid = (reason: DeclineReason): boolean => VALID_DECLINES.includes(reason)
