import { odoo } from './odoo.ts'

/** Lets Odoo's own robot take an e-mail in, as its fetching of mail does; answers the lead that it made of it. */
export const fetchedMail = async ({ from, subject, text }: { from: string; subject: string; text: string }) => {
  const mail = [
    `From: ${from}`,
    'To: info@example.com',
    `Subject: ${subject}`,
    `Message-Id: <${crypto.randomUUID()}@nordlys.com>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ]
  const [model] = await odoo<number[]>('ir.model', 'search', { domain: [['model', '=', 'crm.lead']] })
  const [job] = await odoo<number[]>('ir.cron', 'create', {
    vals_list: [
      {
        name: 'Fetch one mail',
        model_id: model,
        state: 'code',
        // The user of this number is the robot, in whose name Odoo fetches mail.
        user_id: 1,
        code: `env['mail.thread'].message_process('crm.lead', ${JSON.stringify(mail.join('\r\n'))})`,
        interval_number: 1,
        interval_type: 'months',
        active: false,
      },
    ],
  })
  try {
    await odoo('ir.cron', 'method_direct_trigger', { ids: [job] })
  } finally {
    await odoo('ir.cron', 'unlink', { ids: [job] })
  }
  const [lead] = await odoo<number[]>('crm.lead', 'search', { domain: [['name', '=', subject]] })
  if (lead === undefined) throw new Error('Odoo made no lead of the mail')
  return lead
}
