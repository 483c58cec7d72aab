import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import type { RecordType } from '../../shared/record.ts'
import { press } from '../support/hand.ts'
import { openPoints, type Points } from '../support/sevenPoints.ts'

let at: Points
beforeAll(async () => {
  at = await openPoints()
})
afterAll(() => at?.desk.close())

/** Whose the record's handoff is. */
const ownerOf = async (type: RecordType, id: string): Promise<string> => {
  const { running, workspace } = at.desk
  const { handoff } = await viewRecord(
    running.world.env,
    { workspace, person: 'ruth', role: 'admin' },
    { connection: 'crm', type, id },
  )
  if (handoff === null) throw new Error(`${type} ${id} has no handoff`)
  return handoff.owner.id
}

const inTwoDays = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16)

test('marketing → SDR: the buyer’s form, Accept, a call in the CRM, and the meeting that was booked', async () => {
  const { page, sidebar } = at
  await page.goto(`${at.desk.crmUrl}/request-a-demo`)
  await page.getByLabel('Your name').fill('Maria Lindqvist')
  await page.getByLabel('Work e-mail').fill('maria@nordlys.com')
  await page.getByLabel('Company').fill('Nordlys Logistics')
  await page.getByLabel('What would you like to see?').fill('Route planning for forty depots')
  await page.getByLabel('You may contact me').check()
  await page.getByRole('button', { name: 'Request a demo' }).click()
  const lead = await page.getByRole('link', { name: 'see the lead in the CRM' }).getAttribute('href')
  await at.sits('ana', lead ?? '')
  await sidebar.getByText('to accept').waitFor()
  await at.looks('1-marketing-1-offered')
  await at.press('Accept')
  await sidebar.getByRole('button', { name: 'Log first touch' }).waitFor()
  await at.looks('1-marketing-2-accepted')
  await at.adds('Log what was done', { 'In a line': 'Spoke about forty depots', Outcome: 'Interested' })
  await at.reads('You called at')
  await at.looks('1-marketing-3-called', 'dark')
  await at.adds('Book a meeting', { 'In a line': 'Demo for the depots', Begins: inTwoDays() })
  await at.reads('Completed: meeting booked')
  await at.looks('1-marketing-4-completed')
})

test('SDR → AE: the form that waits for its notes, Accept, a first touch by the sidebar, and the meeting that was held', async () => {
  await at.sits('ana', '/leads/901')
  await at.press('Hand off')
  await at.sidebar.getByText('Still missing:').waitFor()
  await at.looks('2-sdr-1-form')
  await at.fills({
    'Which problem do they want solved?': 'Transfers between two hubs are planned by phone',
    'What did you learn: budget, fit, authority?': 'Budget is set aside, he decides with the CFO',
    'When do they meet, and what was agreed?': 'Thursday at ten, both hubs join',
    'What should happen next?': 'Show transfers between two terminals',
  })
  await at.press('Hand off to Account executive')
  await at.reads('has it and has not accepted yet.')
  await at.looks('2-sdr-2-sent')
  const ae = await ownerOf('lead', '901')
  expect(['sam', 'eve']).toContain(ae)
  await at.sits(ae, '/leads/901')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('2-sdr-3-offered')
  await at.press('Accept')
  await at.press('Log first touch')
  await at.reads('You called at')
  await at.looks('2-sdr-4-touched', 'dark')
  await at.adds('Book a meeting', { 'In a line': 'First meeting', Begins: inTwoDays() })
  await at.inCrm('Held')
  await at.reads('Completed: first meeting held, with an outcome')
  await at.looks('2-sdr-5-completed')
})

test('AE → sales engineer: the form that the stage opens, Accept, a message in the CRM, and the outcome in its field', async () => {
  await at.sits('sam', '/deals/technical')
  await at.reads('Before this enters Technical validation')
  await at.looks('3-se-1-gate')
  await at.inCrm('Technical validation')
  await at.sidebar.getByRole('button', { name: 'Hand off to Sales engineer' }).waitFor()
  await at.looks('3-se-2-form')
  await at.fills({
    'What exactly do they want to know or see?': 'Does it read their depot system at night?',
    'Which systems does it have to work with?': 'SAP, and a depot system of their own',
    'When do they decide?': '2030-12-15',
  })
  await at.press('Hand off to Sales engineer')
  await at.reads('has it and has not accepted yet.')
  await at.looks('3-se-3-sent')
  await at.sits('priya', '/deals/technical')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('3-se-4-offered')
  await at.press('Accept')
  await at.sidebar.getByRole('button', { name: 'Log first response' }).waitFor()
  await at.adds('Log what was done', { 'In a line': 'Asked for their interface' }, { What: 'message' })
  await at.reads('You sent a message at')
  await at.looks('3-se-5-responded', 'dark')
  await at.adds('Change a field', { Value: 'Passed' }, { Field: 'validation_outcome' })
  await at.reads('Completed: validation outcome set')
  await at.looks('3-se-6-completed')
})

test('AE → deal desk: one owner answers, finance and then legal approve', async () => {
  await at.sits('sam', '/deals/review')
  await at.press('Hand off')
  await at.fills({ 'To whom': 'ae_to_deal_desk' })
  await at.fills({
    'What is the deal worth?': '150000',
    'Which discount, in per cent? 0 for none.': '10',
    'Standard terms, their paper, or changed clauses?': 'standard',
    'By when is it needed?': '2030-12-01',
  })
  await at.looks('4-desk-1-form')
  await at.press('Hand off to Legal, finance, procurement')
  await at.reads('has it and has not accepted yet.')
  await at.looks('4-desk-2-sent')
  const owner = await ownerOf('deal', 'review')
  await at.sits(owner, '/deals/review')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('4-desk-3-offered')
  await at.press('Accept')
  await at.press('Log first response')
  await at.reads('self-reported')
  await at.looks('4-desk-4-answered')
  await at.sits('finn', '/deals/review')
  await at.reads('your turn')
  await at.looks('4-desk-5-finance', 'dark')
  await at.press('Approve')
  await at.reads(/approved /)
  await at.sits('lena', '/deals/review')
  await at.press('Approve')
  await at.reads('Completed: approved, or rejected with a reason')
  await at.looks('4-desk-6-completed')
})

test('sales → customer success: the checklist of a deal that is won, and the kick-off that was held', async () => {
  await at.sits('sam', '/deals/won')
  await at.inCrm('Closed won')
  await at.reads('Promised outcomes not known')
  await at.looks('5-cs-1-won')
  await press(at.sidebar.getByRole('button', { name: 'Fill in' }).first())
  await at.fills({
    'What did we promise that they will achieve?': 'Ten per cent fewer kilometres by June',
    'What exactly was sold?': 'Route planning for forty depots',
    'What could go wrong? «None known» is an answer.': 'None known',
    'Who decides, who uses it, who doubts?': 'Nils decides, the depots use it',
  })
  await at.looks('5-cs-2-checklist')
  await at.press('Save')
  await at.sits('cora', '/deals/won')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('5-cs-3-offered')
  await at.press('Accept')
  await at.sidebar.getByRole('button', { name: 'Log first touch' }).waitFor()
  await at.looks('5-cs-4-accepted', 'dark')
  await at.press('Log first touch')
  await at.reads('You called at')
  await at.adds('Book a meeting', { 'In a line': 'Kick-off', Begins: inTwoDays() })
  await at.inCrm('Held')
  await at.reads('Completed: kick-off held')
  await at.looks('5-cs-5-completed')
})

test('product → sales: usage grows in a department, and the deal that was made of it', async () => {
  await at.tells('usage_threshold_crossed', { fields: { usage: '120 % of the plan', department: 'Operations' } })
  for (const name of ['Ida', 'Jon', 'Kaj'])
    await at.tells('user_activated', {
      buyer: { name, email: `${name.toLowerCase()}@ostra.example` },
      fields: { department: 'Operations' },
    })
  await at.sits('alma', '/companies/ostra')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('6-product-1-offered')
  await at.press('Accept')
  await at.adds('Log what was done', { 'In a line': 'Talked about more licences' })
  await at.reads('You called at')
  await at.looks('6-product-2-called', 'dark')
  await at.adds('New deal', { Name: 'Ostra: more licences', Amount: '24000' })
  await at.page.getByRole('heading', { level: 1, name: 'Ostra: more licences' }).waitFor()
  await at.page.goto(`${at.desk.crmUrl}/companies/ostra`)
  await at.reads('Completed: opportunity created')
  await at.looks('6-product-3-completed')
})

test('customer success → account manager: health drops, and the plan that only a person can tell of', async () => {
  await at.tells('health_score_dropped', { fields: { score: 41, reason: 'Two depots stopped using it' } })
  await at.sits('alma', '/companies/ostra')
  await at.sidebar.getByText('to accept').waitFor()
  await at.looks('7-am-1-offered')
  await at.press('Accept')
  await at.press('Log first touch')
  await at.reads('You called at')
  await at.looks('7-am-2-called', 'dark')
  await at.press('It has happened')
  await at.sidebar.getByLabel('How do you know?').fill('Agreed on training in both depots')
  await at.looks('7-am-3-telling')
  await at.press('Complete')
  await at.reads('Completed: renewal, expansion or recovery plan agreed')
  await at.looks('7-am-4-completed')
})
