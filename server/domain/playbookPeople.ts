import type { Playbook } from '../../shared/playbook.ts'

/** The same playbook with every person named another way. `path` is where they are named. */
export const withPeople = (playbook: Playbook, name: (person: string, path: string) => string): Playbook => ({
  ...playbook,
  sources: playbook.sources.map((source, i) => ({ ...source, sender: name(source.sender, `sources.${i}.sender`) })),
  pools: playbook.pools.map((pool, i) => ({
    ...pool,
    ...(pool.owner === undefined ? {} : { owner: name(pool.owner, `pools.${i}.owner`) }),
    members: pool.members.map((member, j) => ({
      ...member,
      person: name(member.person, `pools.${i}.members.${j}.person`),
    })),
  })),
  points: playbook.points.map((point, i) => ({
    ...point,
    ...(point.sender === undefined ? {} : { sender: name(point.sender, `points.${i}.sender`) }),
    ladder: point.ladder.map((step, j) =>
      'person' in step ? { ...step, person: name(step.person, `points.${i}.ladder.${j}.person`) } : step,
    ),
    ...(point.approvals === undefined
      ? {}
      : {
          approvals: point.approvals.map((route, j) => ({
            ...route,
            approvers: route.approvers.map((approver, k) => ({
              ...approver,
              person: name(approver.person, `points.${i}.approvals.${j}.approvers.${k}.person`),
            })),
          })),
        }),
  })),
})
