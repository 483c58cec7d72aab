import type { Fit, LifecycleStage } from '../../../shared/playbook.ts'

/** The stages of a buyer's life, by the names that the demo CRM and Odoo begin with. */
export const LIFECYCLE: LifecycleStage[] = [
  {
    id: 'new',
    name: 'New',
    working: false,
    crm: { demo: ['New', 'Subscriber', 'Lead', 'Prospect', 'Target account'], odoo: ['New'] },
  },
  { id: 'working', name: 'Being worked', working: true, crm: { demo: ['Contacted', 'Working'] } },
  {
    id: 'qualified',
    name: 'Qualified',
    working: true,
    crm: { demo: ['Discovery', 'Qualified', 'Demo', 'Opportunity'], odoo: ['Qualified'] },
  },
  {
    id: 'technical_validation',
    name: 'Technical validation',
    entry: { field: 'opportunity.id', present: true },
    working: true,
    crm: { demo: ['Technical validation'], odoo: ['Technical validation'] },
  },
  {
    id: 'proposal',
    name: 'Proposal',
    working: true,
    crm: { demo: ['Proposal'], odoo: ['Proposition'] },
  },
  {
    id: 'contract_review',
    name: 'Contract review',
    working: true,
    crm: { demo: ['Legal review'], odoo: ['Contract review'] },
  },
  { id: 'won', name: 'Won', working: false, ended: 'won', crm: { demo: ['Closed won'], odoo: ['Won'] } },
  { id: 'customer', name: 'Customer', working: false, crm: { demo: ['Customer'] } },
  { id: 'nurture', name: 'Nurture', working: false, crm: { demo: ['Nurture'] } },
  {
    id: 'lost',
    name: 'Lost',
    working: false,
    ended: 'lost',
    crm: { demo: ['Closed lost', 'Disqualified', 'Former customer'], odoo: ['Lost'] },
  },
]

/** Who is worth a rep's hour first: named target accounts and customers, and companies of some size. */
export const ICP: Fit = {
  id: 'icp',
  name: 'Ideal customer',
  when: {
    any: [
      { field: 'account.status', in: ['target', 'customer'] },
      { field: 'account.segment', in: ['enterprise', 'mid-market'] },
      { field: 'account.size', atLeast: 200 },
      { field: 'account.company_size', atLeast: 200 },
      { field: 'person.company_size', atLeast: 200 },
    ],
  },
}

/** Known to be too small, or to be learning: what they ask for is answered, and not before others. */
export const WEAK_FIT: Fit = {
  id: 'weak',
  name: 'Weak fit',
  when: {
    any: [
      { field: 'account.size', below: 10 },
      { field: 'account.company_size', below: 10 },
      { field: 'person.company_size', below: 10 },
      { field: 'signal.fields.student', is: true },
    ],
  },
}
