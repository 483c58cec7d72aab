import { expect, test } from 'vitest'
import { statusLines } from '../../extension/options/connectionWords.ts'
import { t } from '../../extension/options/messages.ts'
import { connectionStatus } from '../support/officeViews.ts'
import { NOW_MS } from '../support/views.ts'

const lines = (more: Parameters<typeof connectionStatus>[0]) =>
  statusLines(connectionStatus(more), NOW_MS, { zone: 'UTC', locale: 'en-US' })
const AGAIN = expect.stringMatching(/^Baton tries again by itself.*at most half an hour apart/)

test('a connection that does not answer says when it is tried again, and one that does says nothing of it', () => {
  expect(lines({ problem: 'Odoo does not accept the API key: it is wrong, or it has expired' })[0]).toEqual(AGAIN)
  expect(lines({})).not.toContainEqual(AGAIN)
  expect(lines({})).toHaveLength(2)
})

test('what is said beside a failure promises no look every minute', () => {
  const said = [t('connections.testFailed'), t('connections.hookNotYet'), t('connections.hookLoopback')]
  said.push(...lines({ problem: 'Odoo cannot be reached' }))
  expect(said.join(' ')).not.toMatch(/every minute/)
  expect(said[0]).toContain('at most half an hour apart')
  expect(said[0]).toContain('Save asks at once')
})

test('a higher role says before it is given that it ends links and sessions', () => {
  expect(t('people.roleText')).toMatch(/link of theirs that is out stops working.*signed out on every device/)
})
