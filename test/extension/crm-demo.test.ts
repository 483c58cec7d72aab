import { describe, expect, test } from 'vitest'
import { demoAddress } from '../../extension/crm/demo.ts'

const RECORDS: [string, { type: string; id: string }][] = [
  ['/leads/1001', { type: 'lead', id: '1001' }],
  ['/leads/1001/', { type: 'lead', id: '1001' }],
  ['/leads/1001?from=list#timeline', { type: 'lead', id: '1001' }],
  ['/contacts/301', { type: 'contact', id: '301' }],
  ['/companies/201', { type: 'company', id: '201' }],
  ['/deals/401', { type: 'deal', id: '401' }],
  ['/deals/a_B-9', { type: 'deal', id: 'a_B-9' }],
]

const NO_RECORDS = [
  '/',
  '/leads',
  '/leads/',
  '/leads/new',
  '/leads/new/',
  '/leads/1001/edit',
  '/api/leads/1001',
  '/page/leads/1001',
  '/tasks/1',
  '/lead/1001',
  '/Leads/1001',
  '/constructor/1',
  '/leads/10%2F01',
  '/leads/..%2Fapi',
  `/leads/${'9'.repeat(101)}`,
  '/request-a-demo',
  '/request-a-demo/thanks?lead=/leads/1001',
]

describe('the address of a page in the demo CRM', () => {
  test.each(RECORDS)('%s shows a record', (path, record) => {
    expect(demoAddress(new URL(path, 'http://127.0.0.1:8790'))).toEqual(record)
  })

  test.each(NO_RECORDS)('%s shows none', (path) => {
    expect(demoAddress(new URL(path, 'http://127.0.0.1:8790'))).toBeNull()
  })
})
