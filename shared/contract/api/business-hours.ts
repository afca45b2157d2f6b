import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { hoursId, named, page, pageQuery, text, timestamp, words, zone } from './shapes.ts'

/** Wall times such as 09:00; `to` at or before `from` is on the next day. */
const interval = () => z.strictObject({ from: text(5), to: text(5) })
const intervals = () => z.array(interval()).check(z.maxLength(20))

/** What opens on each day of the week; a day that is missing is closed. */
export const weekly = () => {
  const day = z.optional(intervals())
  return z.strictObject({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  })
}

/** A date with its own intervals instead of the weekday's; none means closed. */
const holiday = () =>
  z.strictObject({
    date: text(10),
    name: z.optional(words(100)),
    intervals: z._default(intervals(), []),
  })
const holidays = () => z.array(holiday()).check(z.maxLength(400))

const businessHours = named('BusinessHours', () =>
  z.object({
    id: hoursId,
    name: z.string(),
    zone: z.string(),
    weekly: weekly(),
    holidays: z.array(holiday()),
    created_at: timestamp,
    version: z.int(),
  }),
)

const one = () => z.object({ id: hoursId })

export const businessHoursOperations = {
  createBusinessHours: {
    method: 'POST',
    path: '/v1/business_hours',
    summary: 'Create business hours, for numbers and teams to be given',
    scope: 'manage',
    role: 'admin',
    body: () =>
      z.strictObject({ name: words(100), zone, weekly: weekly(), holidays: z._default(holidays(), []) }),
    response: businessHours,
    status: 201,
  },
  listBusinessHours: {
    method: 'GET',
    path: '/v1/business_hours',
    summary: 'The business hours of the workspace, oldest first',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(businessHours),
    status: 200,
  },
  getBusinessHours: {
    method: 'GET',
    path: '/v1/business_hours/{id}',
    summary: 'Some business hours',
    scope: 'read',
    params: one,
    response: businessHours,
    status: 200,
  },
  editBusinessHours: {
    method: 'PATCH',
    path: '/v1/business_hours/{id}',
    summary: 'Change business hours; what is held for them is released at its new time',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        zone: z.optional(zone),
        weekly: z.optional(weekly()),
        holidays: z.optional(holidays()),
      }),
    ifMatch: 'required',
    response: businessHours,
    status: 200,
  },
  deleteBusinessHours: {
    method: 'DELETE',
    path: '/v1/business_hours/{id}',
    summary: 'Delete business hours that no number and no team has',
    scope: 'manage',
    role: 'admin',
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
