import type { businessHoursOperations } from '../../api/business-hours.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const day = [{ from: '09:00', to: '17:00' }]
const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }
const holidays = [{ date: '2026-12-25', name: 'Christmas', intervals: [] }]
const one = { id: 'The business hours.' }

export const businessHoursTexts: Texts<typeof businessHoursOperations> = {
  tag: {
    name: 'Business hours',
    description: 'When a number or a team is open. Texts that have to wait leave when it opens.',
  },
  operations: {
    createBusinessHours: 'Give them to a number or a team afterwards with `hours_id`.',
    listBusinessHours: 'Oldest first.',
    getBusinessHours: 'One set of hours with its holidays.',
    editBusinessHours:
      'Texts that are held for these hours get their new time within a few minutes. `weekly` and `holidays` replace the ones before.',
    deleteBusinessHours: 'Refused with `hours_in_use` while a number or a team has them.',
  },
  parameters: { getBusinessHours: one, editBusinessHours: one, deleteBusinessHours: one },
  schemas: {
    BusinessHours: {
      '': 'Weekly hours in a time zone, with holidays.',
      zone: 'The time zone of the IANA database, such as `America/Denver`.',
      weekly: 'What is open on each day of the week. A day that is missing is closed.',
      ...Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].flatMap((name) => [
          [
            `weekly.${name}`,
            `The intervals that begin on a ${name.charAt(0).toUpperCase()}${name.slice(1)}.`,
          ],
          [`weekly.${name}.from`, 'The wall time of the opening, such as `09:00`.'],
          [`weekly.${name}.to`, 'The wall time of the closing. At or before `from` it is on the next day.'],
        ]),
      ),
      holidays: 'Dates with hours of their own.',
      'holidays.date': 'The date, such as `2026-12-25`.',
      'holidays.name': 'What people call the day.',
      'holidays.intervals': 'What is open on that date instead of the weekday. An empty list means closed.',
      'holidays.intervals.from': 'The wall time of the opening, such as `09:00`.',
      'holidays.intervals.to': 'The wall time of the closing. At or before `from` it is on the next day.',
    },
    CreateBusinessHoursBody: { '': 'New business hours.' },
    EditBusinessHoursBody: { '': 'What is left out stays.' },
  },
  examples: {
    BusinessHours: {
      id: ids.hours,
      name: 'Office',
      zone: 'America/Denver',
      weekly: week,
      holidays,
      created_at: '2026-09-01T08:00:00.000Z',
      version: 1,
    },
    CreateBusinessHoursBody: { name: 'Office', zone: 'America/Denver', weekly: week, holidays },
    EditBusinessHoursBody: { holidays },
  },
}
