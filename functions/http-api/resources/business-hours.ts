import type * as contract from '#contract/api/business-hours.ts'
import type { Shape } from '#contract/api/operation.ts'
import { createHours } from '#domain/hours/create-hours.ts'
import { deleteHours } from '#domain/hours/delete-hours.ts'
import { editHours } from '#domain/hours/edit-hours.ts'
import type { NamedHours } from '#domain/hours/named-hours.ts'
import { listHours, readHours } from '#domain/hours/read-hours.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.businessHoursOperations
type View = Shape<Operations['getBusinessHours']['response']>

export const businessHoursRoutes: Routes<Operations> = {
  createBusinessHours: async ({ app, principal, body }) =>
    presentHours(await createHours(app, principal, body)),
  listBusinessHours: async ({ app, principal, query }) =>
    presentPage(await listHours(app, principal, query), presentHours),
  getBusinessHours: async ({ app, principal, params }) =>
    presentHours(await readHours(app, principal, params.id)),
  editBusinessHours: async ({ app, principal, params, body, seen }) =>
    presentHours(await editHours(app, principal, params.id, body, seen)),
  deleteBusinessHours: async ({ app, principal, params, seen }) => {
    await deleteHours(app, principal, params.id, seen)
    return undefined
  },
}

const presentHours = ({ id, name, zone, weekly, holidays, createdAt, version }: NamedHours): View => ({
  id,
  name,
  zone,
  weekly: weekly as View['weekly'],
  holidays: holidays as View['holidays'],
  created_at: time(createdAt),
  version,
})
