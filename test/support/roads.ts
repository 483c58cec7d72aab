import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import { signatureOf } from '../../server/demo/crm/hooks.ts'
import type { Environment } from '../../server/actions/environment.ts'
import { rowsOf } from '../../server/store/query.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { SignalAnswer } from '../../shared/signal.ts'
import { DEMO_HOOK_SECRET } from './demoCrm.ts'
import { clientOf, type Lives } from './lives.ts'
import { allow, codeIn, newVerifier } from './signIn.ts'
import { MORNING, type Part, type Stage } from './stage.ts'

/** What people and CRMs send on the way from a request to its first touch; each is sent until it is answered. */
export const roadOf = (stage: Stage, lives: Lives, part: Part) => {
  const { ref, link, adminLink } = part
  const act = (handoffId: string, what: string) => ({ handoffId, key: `${what}-of-${ref.id}`, pressedAt: MORNING })
  /** Page, code, session; each step again with the same words when its answer got lost. */
  const redeem = async (token: string) => {
    const { verifier, challenge } = newVerifier()
    const allowed = await lives.acknowledged((url) => allow(url, token, challenge))
    const input = { workspace: stage.workspace, verifier, code: codeIn(allowed) }
    return lives.acknowledged((url) => clientOf(url).auth.exchange.mutate(input))
  }
  return {
    signal: (): Promise<SignalAnswer> =>
      lives.acknowledged(async (url) => {
        const answer = await signalFrom(url, stage, ref)
        if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`)
        return (await answer.json()) as SignalAnswer
      }),
    hook: (): Promise<void> =>
      lives.acknowledged(async (url) => {
        const body = JSON.stringify({
          id: `event-${ref.id}`,
          event: 'record.created',
          type: 'lead',
          recordId: ref.id,
          actor: 'form',
        })
        const headers = { 'content-type': 'application/json', 'x-demo-signature': signatureOf(body, DEMO_HOOK_SECRET) }
        const answer = await fetch(`${url}/v1/hooks/${stage.workspace}.crm`, { method: 'POST', headers, body })
        if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`)
        await answer.body?.cancel()
      }),
    /** By their link. An answer that gets lost costs nobody the link. */
    signIn: () => redeem(link),
    signInAsAdmin: () => redeem(adminLink),
    /** An admin connects an Odoo of their own, which is not there. */
    connect: async () => {
      const { tokens } = await redeem(adminLink)
      const setUp = { kind: 'odoo', name: 'Odoo', baseUrl: `http://${ref.id}.invalid`, apiKey: 'key-of-odoo' } as const
      const { access } = tokens
      const saved = await lives.acknowledged((url) => clientOf(url, access).connections.save.mutate(setUp))
      return { access, saved }
    },
    /** Waits until the sidebar shows a handoff on the record. */
    shown: (access: string): Promise<string> =>
      vi.waitFor(async () => {
        const { handoff } = await lives.acknowledged((url) =>
          clientOf(url, access).handoffs.forRecord.query({ record: ref }),
        )
        if (handoff === null) throw new Error('there is no handoff yet')
        return handoff.id
      }, 20_000),
    accept: (access: string, id: string) =>
      lives.acknowledged((url) => clientOf(url, access).handoffs.accept.mutate(act(id, 'accept'))),
    decline: (access: string, id: string) =>
      lives.acknowledged((url) =>
        clientOf(url, access).handoffs.decline.mutate({ ...act(id, 'decline'), reason: 'wrong_territory' }),
      ),
    logTouch: (access: string, id: string) =>
      lives.acknowledged((url) => {
        const touch = {
          channel: 'call',
          outcome: 'spoke_interested',
          next: { name: 'Demo call', at: '2026-11-25T10:00:00Z' },
        } as const
        return clientOf(url, access).handoffs.logTouch.mutate({ ...act(id, 'touch'), ...touch })
      }),
  }
}

/** A demo request for this record, always under the same id. */
export const signalFrom = (url: string, { intakeKey }: Stage, ref: RecordRef): Promise<Response> =>
  fetch(`${url}/v1/signals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${intakeKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: `signal-${ref.id}`,
      kind: 'demo_request',
      source: 'website',
      occurredAt: MORNING,
      record: ref,
      buyer: { email: 'maria@nordlys.com' },
    }),
  })

/** All that the database holds of one record, counted. */
export const holdings = (env: Environment, workspace: string, ref: RecordRef) =>
  inWorkspace(env.database, workspace, 'test', async (tx) => {
    const handoffs = await rowsOf<{ id: string; state: string }>(
      tx.db,
      sql`select id, state from handoffs where record_id = ${ref.id}`,
    )
    const [handoff] = handoffs
    const count = async (query: ReturnType<typeof sql>) => Number((await rowsOf<{ n: number }>(tx.db, query))[0]?.n)
    const events = handoff === undefined ? [] : await eventsOf(tx, handoff.id)
    return {
      handoffs,
      events: events.map(({ type }) => type),
      /** Events that carry the key of an escalation step, and the rows that guard them. */
      keys: events.flatMap((event) => ('key' in event ? [event.key] : [])),
      steps: (
        await rowsOf<{ step: string }>(tx.db, sql`select step from steps where handoff_id = ${handoff?.id ?? ''}`)
      ).map(({ step }) => step),
      signals: await count(sql`select count(*)::int as n from signals where record_id = ${ref.id}`),
      acts: await count(sql`select count(*)::int as n from acts where handoff_id = ${handoff?.id ?? ''}`),
      deliveries: await rowsOf<{ id: string; kind: string; state: string }>(
        tx.db,
        sql`select id, kind, state from deliveries where body->'ref'->>'id' = ${ref.id} order by seq`,
      ),
    }
  })
