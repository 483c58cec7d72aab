import type { PersonRow } from '../../shared/people.ts'
import { type Reader, whenText } from '../ui/instants.ts'
import { t } from './messages.ts'

/** Where somebody stands with signing in: «Signed in on 2 devices, last seen 9:12 AM». */
export const statusText = (person: PersonRow, nowMs: number, reader?: Reader): string => {
  const { status, linkUntil, sessions: count } = person
  const seen = person.lastSeenAt === null ? null : whenText(Date.parse(person.lastSeenAt), nowMs, reader)
  const until = linkUntil === null ? null : whenText(Date.parse(linkUntil), nowMs, reader)
  if (status === 'invited') return t('people.status.invited', { until: until ?? '' })
  const where =
    status === 'link_ended'
      ? t('people.status.link_ended')
      : seen === null
        ? t(`people.status.${status}`, { count })
        : t(`people.status.${status}Seen`, { count, seen })
  return until === null ? where : `${where}; ${t('people.status.andLink', { until })}`
}
