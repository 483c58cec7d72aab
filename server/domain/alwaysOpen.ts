import type { Calendar } from '../../shared/calendar.ts'

/** Round the clock, every day: 24×7. A business day of it is a date of this zone and closes at its midnight. */
export const alwaysOpen = (id: string, zone = 'UTC'): Calendar => ({
  id,
  name: '24×7',
  zone,
  weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }],
  exceptions: [],
})
