import type { LifecycleStage, Playbook } from '../../shared/playbook.ts'

/** The lifecycle stage that a CRM's own stage stands for; names are compared without regard to case. Null: none is mapped. */
export const lifecycleOf = (
  { lifecycle }: Pick<Playbook, 'lifecycle'>,
  crm: { connection: string; kind: string },
  stage: string | undefined,
): LifecycleStage | null => {
  const name = stage?.trim().toLowerCase()
  if (name === undefined || name === '') return null
  const names = ({ crm: mapped }: LifecycleStage) => [...(mapped[crm.connection] ?? []), ...(mapped[crm.kind] ?? [])]
  return lifecycle.find((each) => names(each).some((own) => own.toLowerCase() === name)) ?? null
}
