import type { HandoffPoint } from '../../../shared/point.ts'
import { type Book, type Found, idsOf, no, nobody, repeatedIds } from './found.ts'

/** Every record finds an owner: people, pools and roles exist, the end catches all, and not only the sender could be it. */
export const ladderProblems = (book: Book, point: HandoffPoint, path: string): Found[] => {
  const { playbook } = book
  const pools = idsOf(playbook.pools)
  const roles = new Set(playbook.points.flatMap(({ receiverRole }) => receiverRole ?? []))
  const last = point.ladder.at(-1)
  return [
    ...repeatedIds(point.ladder, `${path}.ladder`),
    ...no('pool', pools, point.queue, `${path}.queue`),
    ...nobody(book, point.sender, `${path}.sender`),
    ...(last?.kind === 'catch_all' && last.when === undefined ? [] : [noEnd(point, path)]),
    ...point.ladder.flatMap((step, i): Found[] => {
      const at = `${path}.ladder.${i}`
      if (step.kind === 'catch_all' || step.kind === 'person') return nobody(book, step.person, `${at}.person`)
      if (step.kind === 'pool') return no('pool', pools, step.pool, `${at}.pool`)
      if (step.kind === 'account_team' && !roles.has(step.role))
        return [{ path: `${at}.role`, problem: `no point’s receivers have the role «${step.role}»` }]
      return []
    }),
    ...senderProblems(book, point, path),
  ]
}

const noEnd = ({ ladder }: HandoffPoint, path: string): Found => {
  const isConditional = ladder.at(-1)?.kind === 'catch_all'
  return isConditional
    ? {
        path: `${path}.ladder.${ladder.length - 1}.when`,
        problem: 'the catch-all owner has a condition, so a record could end without an owner',
      }
    : { path: `${path}.ladder`, problem: 'the last step is no catch-all owner, so a record could end without one' }
}

/** Nobody receives what they send: where only they could, nobody would. */
const senderProblems = ({ playbook, people }: Book, point: HandoffPoint, path: string): Found[] => {
  const receivers = receiversOf(playbook.pools, point)
  const catchAll = point.ladder.findIndex(({ kind }) => kind === 'catch_all')
  const senders = [
    ...(point.sender === undefined ? [] : [{ sender: point.sender, path: `${path}.sender` }]),
    ...(isFedByItself(point) ? playbook.sources.map(({ sender }, i) => ({ sender, path: `sources.${i}.sender` })) : []),
  ].filter(({ sender }) => people.has(sender))
  const alone = senders.filter(({ sender }) => receivers.size === 1 && receivers.has(sender))
  const ends = [...new Set(senders.filter((each) => !alone.includes(each)).map(({ sender }) => sender))]
  return [
    ...alone.map(({ sender, path: at }) => ({
      path: at,
      problem: `«${sender}» sends to «${point.id}» and is the only one who could receive it`,
    })),
    ...point.ladder.flatMap((step): Found[] =>
      step.kind === 'catch_all' && ends.includes(step.person)
        ? [
            {
              path: `${path}.ladder.${catchAll}.person`,
              problem: `«${step.person}» sends to this point too; what they send goes to their manager at the end`,
              kind: 'warning',
            },
          ]
        : [],
    ),
  ]
}

/** Whether signals of a source arrive here without a person who hands over. */
const isFedByItself = ({ triggers }: HandoffPoint): boolean =>
  triggers.some(({ kinds }) => kinds.some((kind) => kind !== 'handed_off'))

/** Who is named here as a receiver; owners of accounts and deals may come beside them. */
const receiversOf = (pools: Book['playbook']['pools'], { ladder }: HandoffPoint): Set<string> =>
  new Set(
    ladder.flatMap((step) => {
      if (step.kind === 'catch_all' || step.kind === 'person') return [step.person]
      if (step.kind !== 'pool') return []
      return (pools.find(({ id }) => id === step.pool)?.members ?? []).map(({ person }) => person)
    }),
  )
