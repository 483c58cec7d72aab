/** Rows as Odoo 19 answered them, of a lead on which nothing was done yet; `vals` are what differs. */
const named = (display_name: string, more: object = {}) => ({ id: 3, display_name, ...more })
const empty = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, false]))

export const ROSA = { id: 98, name: 'Rosa Lind', login: 'rosa@baton.example', email: 'rosa@baton.example' }
export const ROBOT = { id: 1 }
const author = { id: 189, name: ROSA.name, email: ROSA.email, partner_share: false }
export const BUYER = { id: 190, name: 'Dana Ek', email: 'dana@nordkraft.example', partner_share: true }
const AT = '2026-03-02 08:00:00'

export const leadRow = (vals: object = {}) => ({
  id: 31,
  ...empty('name contact_name email_normalized phone function partner_name description website city date_open'),
  ...empty('partner_id user_id write_uid create_uid team_id source_id campaign_id medium_id country_id'),
  stage_id: named('New', { is_won: false }),
  expected_revenue: 0,
  type: 'opportunity',
  active: true,
  tag_ids: [],
  create_date: AT,
  write_date: AT,
  ...vals,
})

/** A line of the chatter: a comment of Rosa among colleagues. */
export const lineRow = (vals: object = {}) => ({
  id: 1780,
  message_type: 'comment',
  date: AT,
  create_date: AT,
  preview: 'Hello',
  subtype_id: named('Discussions', { internal: false }),
  mail_activity_type_id: false,
  author_id: author,
  email_from: '"Rosa Lind" <rosa@baton.example>',
  create_uid: { id: ROSA.id },
  partner_ids: [],
  notified_partner_ids: [],
  ...vals,
})

/** An activity that Rosa planned for herself: a call. */
export const toDoRow = (vals: object = {}) => ({
  id: 205,
  summary: 'Ring her',
  active: true,
  date_deadline: '2031-03-04',
  automated: false,
  create_date: AT,
  write_date: AT,
  create_uid: { id: ROSA.id },
  write_uid: { id: ROSA.id },
  user_id: ROSA,
  activity_type_id: named('Call', { category: 'phonecall' }),
  calendar_event_id: false,
  feedback: false,
  ...vals,
})

/** A meeting that Rosa booked. */
export const meetingRow = (vals: object = {}) => ({
  id: 8,
  name: 'Demo',
  start: '2031-03-04 10:00:00',
  stop: '2031-03-04 10:30:00',
  active: true,
  create_date: AT,
  create_uid: { id: ROSA.id, share: false },
  user_id: ROSA,
  activity_ids: [],
  ...vals,
})
