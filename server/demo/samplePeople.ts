import type { NewWorkspace } from '../actions/setUpWorkspace.ts'
import { officeHours } from '../domain/defaultPlaybook.ts'
import type { Calendar } from '../../shared/calendar.ts'

type Person = NewWorkspace['people'][number]

export const TEAMS: NewWorkspace['teams'] = [
  { id: 'emea', name: 'SDRs EMEA', managerId: 'max' },
  { id: 'americas', name: 'SDRs Americas', managerId: 'grace' },
  { id: 'apac', name: 'SDRs APAC', managerId: 'kenta' },
  { id: 'sales', name: 'Account executives', managerId: 'vera' },
  { id: 'tech', name: 'Sales engineering', managerId: 'vera' },
  { id: 'desk', name: 'Deal desk', managerId: 'omar' },
  { id: 'success', name: 'Customer success', managerId: 'tomas' },
  { id: 'marketing', name: 'Marketing', managerId: 'mira' },
]

/** Some cover around the clock, so that the sample lives at whatever hour it is started. */
export const CALENDARS: Calendar[] = [
  {
    id: 'always',
    zone: 'Europe/Stockholm',
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }],
    exceptions: [],
  },
  officeHours('stockholm', 'Europe/Stockholm'),
  officeHours('lisbon', 'Europe/Lisbon'),
  officeHours('berlin', 'Europe/Berlin', '08:30', '16:30'),
  officeHours('london', 'Europe/London'),
  officeHours('new-york', 'America/New_York'),
  officeHours('chicago', 'America/Chicago'),
  officeHours('los-angeles', 'America/Los_Angeles'),
  officeHours('tokyo', 'Asia/Tokyo'),
  officeHours('singapore', 'Asia/Singapore'),
  officeHours('kolkata', 'Asia/Kolkata', '10:00', '18:00'),
]

const person = (
  id: string,
  name: string,
  teamId: string | null,
  calendarId: string,
  role: Person['role'] = 'rep',
): Person => ({
  id,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@fairlead.example`,
  role,
  teamId,
  calendarId,
})

export const PEOPLE: Person[] = [
  person('max', 'Max Holm', 'emea', 'stockholm', 'manager'),
  person('dana', 'Dana Berg', 'emea', 'always'),
  person('ana', 'Ana Sousa', 'emea', 'lisbon'),
  person('jonas', 'Jonas Weiss', 'emea', 'berlin'),
  person('grace', 'Grace Lee', 'americas', 'new-york', 'manager'),
  person('sam', 'Sam Ortiz', 'americas', 'chicago'),
  person('ivy', 'Ivy Chen', 'americas', 'los-angeles'),
  person('theo', 'Theo Grant', 'americas', 'new-york'),
  person('kenta', 'Kenta Ito', 'apac', 'tokyo', 'manager'),
  person('mei', 'Mei Tan', 'apac', 'singapore'),
  person('arjun', 'Arjun Rao', 'apac', 'kolkata'),
  person('mira', 'Mira Olsen', 'marketing', 'stockholm'),
  person('vera', 'Vera Lindholm', 'sales', 'stockholm', 'manager'),
  person('noah', 'Noah Patel', 'sales', 'always'),
  person('elin', 'Elin Moe', 'sales', 'always'),
  person('petra', 'Petra Novak', 'tech', 'always'),
  person('lukas', 'Lukas Brandt', 'tech', 'berlin'),
  person('omar', 'Omar Haddad', 'desk', 'always', 'manager'),
  person('judith', 'Judith Klein', 'desk', 'always'),
  person('sigrid', 'Sigrid Aas', 'desk', 'stockholm'),
  person('tomas', 'Tomas Weber', 'success', 'berlin', 'manager'),
  person('clara', 'Clara Jensen', 'success', 'always'),
  person('anton', 'Anton Reyes', 'success', 'always'),
  person('ruth', 'Ruth Adeyemi', null, 'london', 'admin'),
]

/** Who has which part; the SDRs are a pool of their own. */
export const PARTS = {
  ae: ['noah', 'elin'],
  se: ['petra', 'lukas'],
  legal: ['judith'],
  finance: ['omar'],
  procurement: ['sigrid'],
  csm: ['clara'],
  am: ['anton'],
}

export const emailOf = (id: string): string => PEOPLE.find((each) => each.id === id)?.email ?? ''
