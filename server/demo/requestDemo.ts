/** Buyers who come by themselves, one at each start; their company is one that Dana owns. */
const BUYERS = [
  'Freja Nyberg',
  'Oskar Lund',
  'Sanna Vik',
  'Emil Strand',
  'Tuva Holmgren',
  'Axel Norrman',
  'Ida Sand',
  'Nora Falk',
]

/** Sends the CRM's public form as a buyer would. Resolves to the address of the lead that it made. */
export const requestDemo = async (crmUrl: string): Promise<string> => {
  const name = BUYERS[Math.floor(Math.random() * BUYERS.length)] ?? 'Freja Nyberg'
  const form = new URLSearchParams({
    kind: 'demo_request',
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@nordlys.example`,
    company: 'Nordlys Logistics',
    title: 'Head of planning',
    phone: '+46 8 555 0150',
    product: 'Route planning',
    message: 'Can you show us next-day planning for the Malmö depot?',
    timeline: 'This quarter',
    zone: 'Europe/Stockholm',
    consent: 'yes',
  })
  const response = await fetch(`${crmUrl}/request-a-demo`, { method: 'POST', body: form, redirect: 'manual' })
  const thanks = response.headers.get('location')
  const lead = thanks === null ? null : new URL(thanks, crmUrl).searchParams.get('lead')
  if (lead === null) throw new Error(`The demo CRM did not take the form: ${response.status}.`)
  return `${crmUrl}${lead}`
}
